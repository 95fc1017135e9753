//! How a file that is downloaded is called: in UTF-8 (RFC 5987, RFC 6266), and in ASCII for clients
//! from before it.

use actix_web::http::header::{
    Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};

/// The header of a file of this name that is shown where it stands or saved.
#[must_use]
pub fn disposition(kind: DispositionType, name: &str) -> ContentDisposition {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_. ".contains(letter);
    let plain = name.replace(|letter: char| !is_plain(letter), "_");
    ContentDisposition {
        disposition: kind,
        parameters: vec![
            DispositionParam::Filename(plain),
            DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext("UTF-8".to_owned()),
                language_tag: None,
                value: name.as_bytes().to_vec(),
            }),
        ],
    }
}
