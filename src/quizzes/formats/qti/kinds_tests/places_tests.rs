use super::*;
use crate::quizzes::questions::parts::Shape;

/// A picture of 100 by 50 pixels, as far as its first bytes tell.
const PICTURE: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAGQAAAAyCAAAAAA=";

#[test]
fn places_on_pictures() {
    let object = format!("<object data='{PICTURE}' type='image/png'>map</object>");
    let areas = "<areaMapping defaultValue='0'><areaMapEntry shape='circle' coords='10,20,5' mappedValue='1'/></areaMapping>";
    let declaration = declared("single", "point", &["10 20"], areas);
    let body = format!(
        "<p>Where?</p><selectPointInteraction responseIdentifier='RESPONSE' maxChoices='1'>{object}</selectPointInteraction>"
    );
    let rule = MAP_RESPONSE.replace("map_response", "map_response_point");
    let found = question(&item(&declaration, &body, &rule));
    let AnswerKey::Hotspot {
        picture,
        zones,
        zones_shown,
        most_points,
    } = found.answer
    else {
        panic!()
    };
    assert_eq!(
        (picture.width, picture.height, picture.alternative.as_str()),
        (100, 50, "map")
    );
    assert_eq!(
        zones[0].shape,
        Shape::Circle {
            x: 10,
            y: 20,
            radius: 5
        }
    );
    assert_eq!((zones_shown, most_points), (false, 1));

    let entries = "<mapping defaultValue='0'><mapEntry mapKey='A Z1' mappedValue='1'/><mapEntry mapKey='B Z2' mappedValue='1'/></mapping>";
    let declaration = declared("multiple", "directedPair", &["A Z1", "B Z2"], entries);
    let label = |name: &str| {
        format!(
            "<gapImg identifier='{name}' matchMax='1'><object data='{PICTURE}' type='image/png'>{name}</object></gapImg>"
        )
    };
    let body = format!(
        "<p>Drag</p><graphicGapMatchInteraction responseIdentifier='RESPONSE'>{object}{}{}\
         <associableHotspot identifier='Z1' shape='rect' coords='0,0,10,10' matchMax='1'/>\
         <associableHotspot identifier='Z2' shape='poly' coords='20,0,30,0,30,10,20,0' matchMax='1'/>\
         </graphicGapMatchInteraction>",
        label("A"),
        label("B")
    );
    let found = question(&item(&declaration, &body, MAP_RESPONSE));
    let AnswerKey::DragOntoImage {
        zones,
        choices,
        zones_shown,
        ..
    } = found.answer
    else {
        panic!()
    };
    assert_eq!(
        zones.iter().map(|zone| zone.choice).collect::<Vec<_>>(),
        [0, 1]
    );
    assert!(zones_shown && choices[0].text.starts_with("![A](/api/v1/files/"));
}
