mod canonical;
mod hostile;
mod kinds;
mod round_trip;
mod third_party;
