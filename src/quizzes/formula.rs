//! Formulas of calculated questions: numbers, variables in braces, `+ - * / ^` (and `**`), brackets
//! and the functions that Moodle's calculated questions know as well. Read once, computed for any
//! values; nothing else can be said in them, so nothing else can be run.

/// A formula that has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    root: Node,
    names: Vec<String>,
}

/// Why a text is no formula: the place, counted in characters from 0, where reading stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a formula from character {0} on")]
pub struct Unreadable(pub usize);

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Number(f64),
    Variable(usize),
    Negative(Box<Node>),
    Operation(Operator, Box<(Node, Node)>),
    Call(Function, Vec<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

type Function = &'static (&'static str, Arity, fn(&[f64]) -> f64);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arity {
    Exactly(usize),
    AtLeast(usize),
}

/// How deeply brackets may be nested: more is nobody's formula and would use up the stack.
const DEEPEST: usize = 64;

/// The functions, as PHP, and so Moodle, names them; angles are in radians.
const FUNCTIONS: &[(&str, Arity, fn(&[f64]) -> f64)] = &[
    ("abs", Arity::Exactly(1), |of| first(of).abs()),
    ("acos", Arity::Exactly(1), |of| first(of).acos()),
    ("asin", Arity::Exactly(1), |of| first(of).asin()),
    ("atan", Arity::Exactly(1), |of| first(of).atan()),
    ("atan2", Arity::Exactly(2), |of| first(of).atan2(second(of))),
    ("ceil", Arity::Exactly(1), |of| first(of).ceil()),
    ("cos", Arity::Exactly(1), |of| first(of).cos()),
    ("deg2rad", Arity::Exactly(1), |of| first(of).to_radians()),
    ("exp", Arity::Exactly(1), |of| first(of).exp()),
    ("floor", Arity::Exactly(1), |of| first(of).floor()),
    ("fmod", Arity::Exactly(2), |of| first(of) % second(of)),
    ("log", Arity::Exactly(1), |of| first(of).ln()),
    ("log10", Arity::Exactly(1), |of| first(of).log10()),
    ("max", Arity::AtLeast(1), |of| {
        of.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }),
    ("min", Arity::AtLeast(1), |of| {
        of.iter().copied().fold(f64::INFINITY, f64::min)
    }),
    ("pi", Arity::Exactly(0), |_| std::f64::consts::PI),
    ("pow", Arity::Exactly(2), |of| first(of).powf(second(of))),
    ("rad2deg", Arity::Exactly(1), |of| first(of).to_degrees()),
    ("round", Arity::Exactly(1), |of| first(of).round()),
    ("sin", Arity::Exactly(1), |of| first(of).sin()),
    ("sqrt", Arity::Exactly(1), |of| first(of).sqrt()),
    ("tan", Arity::Exactly(1), |of| first(of).tan()),
];

fn first(of: &[f64]) -> f64 {
    of.first().copied().unwrap_or(f64::NAN)
}

fn second(of: &[f64]) -> f64 {
    of.get(1).copied().unwrap_or(f64::NAN)
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// The place where it stops being one.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let mut reader = Reader {
            letters: text.chars().collect(),
            at: 0,
            depth: 0,
            names: Vec::new(),
        };
        let root = reader.sum()?;
        reader.skip_spaces();
        if reader.at < reader.letters.len() {
            return Err(Unreadable(reader.at));
        }
        Ok(Self {
            root,
            names: reader.names,
        })
    }

    /// The variables it names, each once.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Its value; absent when a variable is unknown or the value is no finite number.
    pub fn value(&self, of: impl Fn(&str) -> Option<f64>) -> Option<f64> {
        let known: Vec<f64> = self
            .names
            .iter()
            .map(|name| of(name))
            .collect::<Option<_>>()?;
        let value = compute(&self.root, &known);
        value.is_finite().then_some(value)
    }
}

fn compute(node: &Node, known: &[f64]) -> f64 {
    match node {
        Node::Number(number) => *number,
        Node::Variable(at) => known.get(*at).copied().unwrap_or(f64::NAN),
        Node::Negative(of) => -compute(of, known),
        Node::Operation(operator, sides) => {
            let (left, right) = (compute(&sides.0, known), compute(&sides.1, known));
            match operator {
                Operator::Add => left + right,
                Operator::Subtract => left - right,
                Operator::Multiply => left * right,
                Operator::Divide => left / right,
                Operator::Power => left.powf(right),
            }
        }
        Node::Call(function, of) => {
            let of: Vec<f64> = of.iter().map(|node| compute(node, known)).collect();
            (function.2)(&of)
        }
    }
}

/// A reader by recursive descent, the weakest operator first.
struct Reader {
    letters: Vec<char>,
    at: usize,
    depth: usize,
    names: Vec<String>,
}

impl Reader {
    fn sum(&mut self) -> Result<Node, Unreadable> {
        let mut left = self.product()?;
        loop {
            let operator = if self.takes("+") {
                Operator::Add
            } else if self.takes("-") {
                Operator::Subtract
            } else {
                return Ok(left);
            };
            left = Node::Operation(operator, Box::new((left, self.product()?)));
        }
    }

    fn product(&mut self) -> Result<Node, Unreadable> {
        let mut left = self.signed()?;
        loop {
            let operator = if self.takes("*") {
                Operator::Multiply
            } else if self.takes("/") {
                Operator::Divide
            } else {
                return Ok(left);
            };
            left = Node::Operation(operator, Box::new((left, self.signed()?)));
        }
    }

    fn signed(&mut self) -> Result<Node, Unreadable> {
        self.deeper(|reader| {
            if reader.takes("-") {
                Ok(Node::Negative(Box::new(reader.signed()?)))
            } else if reader.takes("+") {
                reader.signed()
            } else {
                reader.power()
            }
        })
    }

    /// A power binds to the right and more strongly than a sign before it: `-2^2` is -4.
    fn power(&mut self) -> Result<Node, Unreadable> {
        let base = self.operand()?;
        if self.takes("^") || self.takes("**") {
            return Ok(Node::Operation(
                Operator::Power,
                Box::new((base, self.signed()?)),
            ));
        }
        Ok(base)
    }

    fn operand(&mut self) -> Result<Node, Unreadable> {
        if self.takes("(") {
            let inner = self.sum()?;
            self.must_take(")")?;
            return Ok(inner);
        }
        if self.takes("{") {
            return self.variable();
        }
        match self.letters.get(self.at) {
            Some(letter) if letter.is_ascii_digit() || *letter == '.' => self.number(),
            Some(letter) if letter.is_ascii_alphabetic() => self.call(),
            _ => Err(Unreadable(self.at)),
        }
    }

    fn variable(&mut self) -> Result<Node, Unreadable> {
        let began = self.at;
        let name = self.taken_while(|letter| letter != '}');
        self.must_take("}")?;
        let name = name.trim();
        if name.is_empty() {
            return Err(Unreadable(began));
        }
        let known = self.names.iter().position(|known| known == name);
        let at = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        Ok(Node::Variable(at))
    }

    fn number(&mut self) -> Result<Node, Unreadable> {
        let began = self.at;
        let mut text = self.taken_while(|letter| letter.is_ascii_digit() || letter == '.');
        let exponent = self
            .letters
            .get(self.at)
            .is_some_and(|letter| matches!(letter, 'e' | 'E'));
        if exponent {
            self.at += 1;
            text.push('e');
            if let Some(sign @ ('+' | '-')) = self.letters.get(self.at) {
                text.push(*sign);
                self.at += 1;
            }
            text.push_str(&self.taken_while(|letter| letter.is_ascii_digit()));
        }
        text.parse()
            .map(Node::Number)
            .map_err(|_| Unreadable(began))
    }

    fn call(&mut self) -> Result<Node, Unreadable> {
        let began = self.at;
        let name = self
            .taken_while(|letter| letter.is_ascii_alphanumeric())
            .to_lowercase();
        let function = FUNCTIONS
            .iter()
            .find(|(known, ..)| *known == name)
            .ok_or(Unreadable(began))?;
        self.must_take("(")?;
        let mut of = Vec::new();
        if !self.takes(")") {
            of.push(self.sum()?);
            while self.takes(",") {
                of.push(self.sum()?);
            }
            self.must_take(")")?;
        }
        let fits = match function.1 {
            Arity::Exactly(count) => of.len() == count,
            Arity::AtLeast(count) => of.len() >= count,
        };
        if fits {
            Ok(Node::Call(function, of))
        } else {
            Err(Unreadable(began))
        }
    }

    fn deeper(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Node, Unreadable>,
    ) -> Result<Node, Unreadable> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Unreadable(self.at));
        }
        let node = read(self);
        self.depth -= 1;
        node
    }

    fn skip_spaces(&mut self) {
        while self
            .letters
            .get(self.at)
            .is_some_and(|letter| letter.is_whitespace())
        {
            self.at += 1;
        }
    }

    /// Goes past the sign when it stands next. A single `*` is not taken out of a `**`.
    fn takes(&mut self, sign: &str) -> bool {
        self.skip_spaces();
        let rest = self.letters.get(self.at..).unwrap_or_default();
        let stands = sign
            .chars()
            .zip(rest)
            .filter(|(wanted, is)| wanted == *is)
            .count()
            == sign.chars().count();
        let is_power = sign == "*" && rest.get(1) == Some(&'*');
        if stands && !is_power {
            self.at += sign.chars().count();
            self.skip_spaces();
            return true;
        }
        false
    }

    fn must_take(&mut self, sign: &str) -> Result<(), Unreadable> {
        if self.takes(sign) {
            Ok(())
        } else {
            Err(Unreadable(self.at))
        }
    }

    fn taken_while(&mut self, fits: impl Fn(char) -> bool) -> String {
        let began = self.at;
        while self
            .letters
            .get(self.at)
            .is_some_and(|letter| fits(*letter))
        {
            self.at += 1;
        }
        self.letters
            .get(began..self.at)
            .unwrap_or_default()
            .iter()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Option<f64> {
        let of = |name: &str| match name {
            "a" => Some(2.0),
            "b" => Some(3.5),
            _ => None,
        };
        Formula::parse(text).unwrap().value(of)
    }

    #[test]
    fn operators_bind_as_they_do_on_paper() {
        for (text, expected) in [
            ("1 + 2 * 3", 7.0),
            ("(1 + 2) * 3", 9.0),
            ("8 - 3 - 2", 3.0),
            ("8 / 4 / 2", 1.0),
            ("-2 ^ 2", -4.0),
            ("2 ^ 3 ^ 2", 512.0),
            ("2 ** -1", 0.5),
            ("{a} * {b} / 2", 3.5),
            ("pow({a}, 3) + sqrt(16)", 12.0),
            ("max(1, {b}, 2) - min(4, {a})", 1.5),
            ("round(2 * pi()) + 1.5e1", 21.0),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_has_no_value() {
        for text in ["1 / 0", "sqrt(0 - 1)", "{c}", "log(0)", "10 ^ 400"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_formula_is_refused_where_it_stops_being_one() {
        for (text, at) in [
            ("", 0),
            ("1 +", 3),
            ("2 3", 2),
            ("system(1)", 0),
            ("(1", 2),
            ("{}", 1),
            ("pow(1)", 0),
        ] {
            assert_eq!(Formula::parse(text), Err(Unreadable(at)), "{text}");
        }
        assert!(Formula::parse(&"(".repeat(100_000)).is_err());
        assert!(Formula::parse(&"-".repeat(100_000)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[-+*/^(){}a-c0-9., ]{0,40}") {
            if let Ok(formula) = Formula::parse(&text) {
                formula.value(|_| Some(1.0));
            }
        }
    }
}
