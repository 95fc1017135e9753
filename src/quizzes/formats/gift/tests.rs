mod round_trip;
mod third_party;
mod trees;
