//! `surgalt openapi`: prints the document that `/api/openapi.json` serves.

use super::Failure;

/// Prints the document.
pub fn run() -> Result<(), Failure> {
    println!("{}", surgalt::openapi::document().to_pretty_json()?);
    Ok(())
}
