//! The verification address as a QR code, drawn as rectangles so that it prints sharp.

use krilla::surface::Surface;
use qrcode::{Color, EcLevel, QrCode};

use super::RenderError;
use super::drawing::{Area, Colour, count, fill};

/// Light modules round the code, which readers need to find it (ISO/IEC 18004, 9.1).
const QUIET_ZONE: f32 = 4.0;

/// Draws `address` into the square `area`, quiet zone included, with error correction level M
/// (15 % of the code may be damaged).
///
/// # Errors
/// [`RenderError::TextTooLong`] when no QR code holds the address.
pub(crate) fn draw(
    surface: &mut Surface<'_>,
    address: &str,
    area: Area,
    dark: Colour,
) -> Result<(), RenderError> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(|_| {
        RenderError::TextTooLong {
            text: address.to_owned(),
        }
    })?;
    let side = code.width();
    let module = area.width / (count(side) + 2.0 * QUIET_ZONE);
    let mut areas = Vec::new();
    for (row, colours) in code.into_colors().chunks(side.max(1)).enumerate() {
        let mut column = 0;
        // One rectangle a run: single modules would show hairlines on a screen.
        for run in colours.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                let left = area.left + (QUIET_ZONE + count(column)) * module;
                let top = area.top + (QUIET_ZONE + count(row)) * module;
                areas.push(Area::new((left, top), (count(run.len()) * module, module)));
            }
            column += run.len();
        }
    }
    fill(surface, &areas, dark);
    Ok(())
}
