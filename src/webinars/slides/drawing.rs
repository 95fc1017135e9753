//! Draws the pages of a PDF, in the process that does nothing else.
//!
//! Text and drawings are smaller as WebP without loss, photographs as JPEG: each picture is said in
//! the form that is smaller.

use std::io::{self, Write};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image_webp::{ColorType, WebPEncoder};

use super::pictures::{Form, Picture, Reason, SLIDE_LIMIT, WIDTHS, Word, say};

/// The quality of a JPEG, of 100: artefacts beside letters are not seen from here on.
const JPEG_QUALITY: u8 = 82;
/// How many times as high as wide a picture may be.
const HEIGHT_LIMIT: f32 = 2.0;

/// Draws every page in every width, and says how it went.
///
/// # Errors
/// When nobody listens any more.
pub fn draw(pdf: Vec<u8>, out: &mut impl Write) -> io::Result<()> {
    let outcome = match Pdf::new(pdf) {
        Ok(pdf) => draw_all(&pdf, out)?,
        Err(LoadPdfError::Decryption(_)) => Err(Reason::Locked),
        Err(LoadPdfError::Invalid) => Err(Reason::Unreadable),
    };
    let last = match outcome {
        Ok(()) => Word::Done,
        Err(reason) => Word::Failed { reason },
    };
    say(out, last)?;
    out.flush()
}

fn draw_all(pdf: &Pdf, out: &mut impl Write) -> io::Result<Result<(), Reason>> {
    let pages = pdf.pages();
    let slides = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    if slides == 0 {
        return Ok(Err(Reason::Unreadable));
    }
    if slides > SLIDE_LIMIT {
        return Ok(Err(Reason::TooManySlides));
    }
    say(out, Word::Opened { slides })?;
    for (slide, page) in (1..).zip(pages.iter()) {
        // One cache a page: what a page has cost is given back after it.
        let cache = RenderCache::new();
        for width in WIDTHS {
            let Some(scale) = scale(page.render_dimensions(), width) else {
                return Ok(Err(Reason::Unreadable));
            };
            let pixmap = pixmap(page, &cache, scale);
            let Some((form, bytes)) = encoded(&pixmap) else {
                return Ok(Err(Reason::Unreadable));
            };
            let picture = Picture {
                slide,
                width: pixmap.width(),
                height: pixmap.height(),
                form,
                size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            };
            say(out, Word::Picture(picture))?;
            out.write_all(&bytes)?;
        }
        out.flush()?;
    }
    Ok(Ok(()))
}

/// What a page is multiplied with to be so wide, or less when it would be too high: a page of a
/// hair's breadth must not become a picture of a mile.
fn scale((page_width, page_height): (f32, f32), width: u16) -> Option<f32> {
    // A hundredth more: what is a hair below a whole dot is cut off.
    let width = f32::from(width) + 0.01;
    let scale = (width / page_width).min(width * HEIGHT_LIMIT / page_height);
    let is_drawable = |length: f32| length.is_finite() && length * scale >= 1.0;
    (scale.is_finite() && is_drawable(page_width) && is_drawable(page_height)).then_some(scale)
}

fn pixmap<'page>(page: &'page Page<'page>, cache: &RenderCache<'page>, scale: f32) -> Pixmap {
    let settings = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    let interpreter = InterpreterSettings::default();
    render(
        page,
        cache,
        &interpreter,
        &RenderSettings::default(),
        &settings,
    )
}

/// The picture in the form that is smaller.
fn encoded(pixmap: &Pixmap) -> Option<(Form, Vec<u8>)> {
    let (width, height) = (pixmap.width(), pixmap.height());
    // On white nothing shines through, so the colours are as they are seen.
    let colours = pixmap.data().iter();
    let colours: Vec<u8> = colours.flat_map(|dot| [dot.r, dot.g, dot.b]).collect();
    let mut webp = Vec::new();
    WebPEncoder::new(&mut webp)
        .encode(&colours, width.into(), height.into(), ColorType::Rgb8)
        .ok()?;
    let mut jpeg = Vec::new();
    jpeg_encoder::Encoder::new(&mut jpeg, JPEG_QUALITY)
        .encode(&colours, width, height, jpeg_encoder::ColorType::Rgb)
        .ok()?;
    Some(if webp.len() <= jpeg.len() {
        (Form::Webp, webp)
    } else {
        (Form::Jpeg, jpeg)
    })
}

#[cfg(test)]
mod tests {
    use super::super::pictures::Listener;
    use super::*;

    /// A PDF of so many pages, each with a line across it.
    fn pdf(pages: usize) -> Vec<u8> {
        let numbers = 0..pages;
        let kids: String = numbers
            .clone()
            .map(|at| format!("{} 0 R ", at + 4))
            .collect();
        let line = "0 0 m 320 180 l S";
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 320 180] >>"),
            format!("<< /Length {} >>\nstream\n{line}\nendstream", line.len()),
        ];
        objects.extend(numbers.map(|_| {
            "<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources << >> >>".to_owned()
        }));
        let mut file = "%PDF-1.4\n".to_owned();
        let mut places = String::new();
        for (number, object) in (1..).zip(&objects) {
            places += &format!("{:010} 00000 n \n", file.len());
            file += &format!("{number} 0 obj\n{object}\nendobj\n");
        }
        let (begin, size) = (file.len(), objects.len() + 1);
        file += &format!("xref\n0 {size}\n0000000000 65535 f \n{places}");
        file += &format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n");
        file.into_bytes()
    }

    fn last_word(pdf: &[u8]) -> Word {
        let mut said = Vec::new();
        draw(pdf.to_vec(), &mut said).unwrap();
        let end = said.strip_suffix(b"\n").unwrap();
        let start = end.iter().rposition(|byte| *byte == b'\n');
        serde_json::from_slice(&end[start.map_or(0, |at| at + 1)..]).unwrap()
    }

    #[test]
    fn what_is_no_pdf_is_said_to_be_unreadable() {
        let reason = Reason::Unreadable;
        for pdf in [
            "",
            "%PDF-1.7\n",
            "%PDF-1.7\ntrailer << /Root 1 0 R >>",
            "hello",
        ] {
            assert_eq!(last_word(pdf.as_bytes()), Word::Failed { reason }, "{pdf}");
        }
    }

    #[test]
    fn a_page_becomes_as_wide_as_asked_and_never_too_high() {
        for (page, expected) in [
            ((320.0, 180.0), Some(2.0)),
            ((1.0, 1_000_000.0), None),
            ((640.0, 12_800.0), Some(0.1)),
            ((0.0, 100.0), None),
            ((f32::NAN, 100.0), None),
            ((f32::INFINITY, 100.0), None),
        ] {
            let scale = scale(page, 640).map(|scale| (scale * 1_000.0).round() / 1_000.0);
            assert_eq!(scale, expected, "{page:?}");
        }
    }

    #[test]
    fn each_page_is_drawn_in_both_widths() {
        let mut said = Vec::new();
        draw(pdf(2), &mut said).unwrap();
        let (mut listener, mut rest, mut sizes) = (Listener::default(), said.as_slice(), vec![]);
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (line, after) = rest.split_at(end + 1);
            rest = after;
            if let Word::Picture(picture) = listener.hear(line).unwrap() {
                sizes.push((picture.slide, picture.width, picture.height));
                let (bytes, after) = rest.split_at(usize::try_from(picture.size).unwrap());
                assert!(
                    bytes.starts_with(b"RIFF"),
                    "a line on white is no photograph"
                );
                rest = after;
            }
        }
        assert!(listener.is_done() && rest.is_empty());
        let expected = [
            (1, 640, 360),
            (1, 1_280, 720),
            (2, 640, 360),
            (2, 1_280, 720),
        ];
        assert_eq!(sizes, expected);
    }
}
