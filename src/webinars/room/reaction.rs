//! What one can react with, to a line or to what is going on.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What one can react with, named in words: a client chooses its own pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoomReaction)]
pub enum Reaction {
    /// Agreed.
    ThumbsUp,
    /// Not agreed.
    ThumbsDown,
    /// Liked.
    Heart,
    /// Well done.
    Applause,
    /// Funny.
    Laugh,
    /// Surprising.
    Surprise,
    /// Sad.
    Sad,
    /// Not understood.
    Puzzled,
}
