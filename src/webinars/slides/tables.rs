//! The tables of slides.

#![expect(
    missing_docs,
    reason = "sea-orm's derives make items without doc comments"
)]

/// A PDF of slides that was uploaded for a webinar.
pub mod slide_deck {
    use sea_orm::entity::prelude::*;

    use crate::webinars::slides::pictures::{DeckState, Reason};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "slide_decks")]
    pub struct Model {
        /// Also where the bytes of the PDF are.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub webinar_id: Uuid,
        pub name: String,
        pub state: DeckState,
        pub reason: Option<Reason>,
        /// Known as soon as the PDF has been opened.
        pub slides: Option<i32>,
        pub uploaded_by: Uuid,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// One slide as a picture of one width.
pub mod slide_picture {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "slide_pictures")]
    pub struct Model {
        /// Also where its bytes are.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub deck_id: Uuid,
        /// Its place, from 1.
        pub slide: i32,
        pub width: i32,
        pub height: i32,
        pub media_type: String,
        pub size: i64,
        pub sha256: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
