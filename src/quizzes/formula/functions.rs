//! The functions that a formula may call.

/// A function: its name, how many values it takes, and what it makes of them.
pub(super) struct Function {
    /// The name.
    pub(super) name: &'static str,
    /// How many values it takes.
    pub(super) arity: Arity,
    /// What it makes of them.
    pub(super) value: fn(&[f64]) -> f64,
}

/// How many values a function takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arity {
    /// Exactly so many.
    Exactly(usize),
    /// So many or more.
    AtLeast(usize),
}

impl Function {
    /// The function of this name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        FUNCTIONS.iter().find(|function| function.name == name)
    }

    /// Whether it takes so many values.
    pub(super) fn takes(&self, count: usize) -> bool {
        match self.arity {
            Arity::Exactly(exactly) => count == exactly,
            Arity::AtLeast(least) => count >= least,
        }
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

const fn function(name: &'static str, arity: Arity, value: fn(&[f64]) -> f64) -> Function {
    Function { name, arity, value }
}

/// The functions, as PHP, and so Moodle, names them; angles are in radians.
const FUNCTIONS: &[Function] = &[
    function("abs", Arity::Exactly(1), |of| first(of).abs()),
    function("acos", Arity::Exactly(1), |of| first(of).acos()),
    function("asin", Arity::Exactly(1), |of| first(of).asin()),
    function("atan", Arity::Exactly(1), |of| first(of).atan()),
    function("atan2", Arity::Exactly(2), |of| first(of).atan2(second(of))),
    function("ceil", Arity::Exactly(1), |of| first(of).ceil()),
    function("cos", Arity::Exactly(1), |of| first(of).cos()),
    function("deg2rad", Arity::Exactly(1), |of| first(of).to_radians()),
    function("exp", Arity::Exactly(1), |of| first(of).exp()),
    function("floor", Arity::Exactly(1), |of| first(of).floor()),
    function("fmod", Arity::Exactly(2), |of| first(of) % second(of)),
    function("log", Arity::Exactly(1), |of| first(of).ln()),
    function("log10", Arity::Exactly(1), |of| first(of).log10()),
    function("max", Arity::AtLeast(1), |of| {
        of.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }),
    function("min", Arity::AtLeast(1), |of| {
        of.iter().copied().fold(f64::INFINITY, f64::min)
    }),
    function("pi", Arity::Exactly(0), |_| std::f64::consts::PI),
    function("pow", Arity::Exactly(2), |of| first(of).powf(second(of))),
    function("rad2deg", Arity::Exactly(1), |of| first(of).to_degrees()),
    function("round", Arity::Exactly(1), |of| first(of).round()),
    function("sin", Arity::Exactly(1), |of| first(of).sin()),
    function("sqrt", Arity::Exactly(1), |of| first(of).sqrt()),
    function("tan", Arity::Exactly(1), |of| first(of).tan()),
];

fn first(of: &[f64]) -> f64 {
    of.first().copied().unwrap_or(f64::NAN)
}

fn second(of: &[f64]) -> f64 {
    of.get(1).copied().unwrap_or(f64::NAN)
}
