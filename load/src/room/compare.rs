//! The server and its peers by turns in the same run, and the medians of each.

use super::Plan;
use super::figures::RoomFigures;
use super::play::play;
use crate::Failure;
use crate::report::median;

/// Plays every turn; whether all were well.
///
/// # Errors
/// When one cannot be played to its end.
pub async fn run(plan: &Plan) -> Result<bool, Failure> {
    let mut peers = vec![plan.peer];
    peers.extend(plan.compare.iter().filter(|peer| **peer != plan.peer));
    let mut all: Vec<Vec<RoomFigures>> = peers.iter().map(|_| Vec::new()).collect();
    for round in 1..=plan.rounds {
        for (peer, figures) in peers.iter().zip(&mut all) {
            eprintln!("load: round {round} of {}, {}", plan.rounds, peer.name());
            let plan = Plan {
                peer: *peer,
                ..plan.clone()
            };
            figures.push(play(&plan).await?);
        }
    }
    let mut is_well = true;
    for turns in all {
        is_well &= turns.iter().all(RoomFigures::is_well);
        let Some(medians) = medians(&turns) else {
            continue;
        };
        println!("{medians}\n");
        if plan.json {
            println!("{}", serde_json::to_string(&medians)?);
        }
    }
    Ok(is_well)
}

/// The median of each figure; of what went wrong the sum.
fn medians(turns: &[RoomFigures]) -> Option<RoomFigures> {
    let of = |figure: fn(&RoomFigures) -> f64| {
        median(turns.iter().map(figure).collect()).unwrap_or_default()
    };
    let maybe =
        |figure: fn(&RoomFigures) -> Option<f64>| median(turns.iter().filter_map(figure).collect());
    Some(RoomFigures {
        tickets_per_second: maybe(|turn| turn.tickets_per_second),
        joins_per_second: of(|turn| turn.joins_per_second),
        bytes_per_connection: maybe(|turn| turn.bytes_per_connection),
        events_per_second: of(|turn| turn.events_per_second),
        deliveries_per_second: of(|turn| turn.deliveries_per_second),
        p50_ms: maybe(|turn| turn.p50_ms),
        p99_ms: maybe(|turn| turn.p99_ms),
        away_p99_ms: maybe(|turn| turn.away_p99_ms),
        away_most_ms: maybe(|turn| turn.away_most_ms),
        silence_ms: maybe(|turn| turn.silence_ms),
        server_cpu_s_per_million: maybe(|turn| turn.server_cpu_s_per_million),
        server_cpu_percent: maybe(|turn| turn.server_cpu_percent),
        load_cpu_percent: maybe(|turn| turn.load_cpu_percent),
        server_rss_mb: maybe(|turn| turn.server_rss_mb),
        memory_before_mb: maybe(|turn| turn.memory_before_mb),
        memory_during_mb: maybe(|turn| turn.memory_during_mb),
        memory_after_mb: maybe(|turn| turn.memory_after_mb),
        memory_limit_mb: maybe(|turn| turn.memory_limit_mb),
        seconds: of(|turn| turn.seconds),
        checked: turns.iter().map(|turn| turn.checked).sum(),
        put_off: turns.iter().map(|turn| turn.put_off).sum(),
        unsaid: turns.iter().map(|turn| turn.unsaid).sum(),
        lost: turns.iter().map(|turn| turn.lost).sum(),
        duplicated: turns.iter().map(|turn| turn.duplicated).sum(),
        errors: turns.iter().map(|turn| turn.errors).sum(),
        ..turns.first()?.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_is_the_median_of_the_turns() {
        let turn = |joins: f64, errors: usize| RoomFigures {
            joins_per_second: joins,
            errors,
            ..RoomFigures::default()
        };
        let medians = medians(&[turn(5.0, 0), turn(7.0, 1), turn(6.0, 0)]).unwrap();
        assert_eq!((medians.joins_per_second, medians.errors), (6.0, 1));
        assert!(!medians.is_well());
    }
}
