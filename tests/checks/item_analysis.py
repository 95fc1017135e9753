"""The statistics of a fixed set of attempts, computed a second time and from the formulas alone.

`tests/data/attempts.json` holds made-up attempts, `tests/data/statistics.json` what their
statistics are. This program computes them in exact fractions and fails when the file says anything
else; a test of `src/quizzes/statistics.rs` fails when the server's own figures differ from the
file. So the two implementations are held against each other, and neither has seen the other.

With `--write` the file is written anew.
"""

import collections
import fractions
import json
import math
import pathlib
import sys

DATA = pathlib.Path(__file__).parent.parent / "data"
TOLERANCE = 1e-9
Fraction = fractions.Fraction


def main():
    attempts = json.loads((DATA / "attempts.json").read_text())
    computed = analyse(attempts["questions"], attempts["attempts"])
    place = DATA / "statistics.json"
    if "--write" in sys.argv[1:]:
        place.write_text(json.dumps(computed, ensure_ascii=False, indent=1) + "\n")
        return
    faults = list(differences("", json.loads(place.read_text()), computed))
    if faults:
        raise SystemExit("\n".join(faults))
    print(f"{sum(1 for _ in leaves(computed))} figures agree within {TOLERANCE}")


# --- figures ---------------------------------------------------------------------------------


def covariance(left, right):
    """Of a sample: by the sum of products, which in fractions loses nothing."""
    n = len(left)
    products = sum(a * b for a, b in zip(left, right))
    return (products - sum(left) * sum(right) / Fraction(n)) / (n - 1)


def root(number):
    return math.sqrt(number)


def ratio(part, whole):
    return None if not whole else float(part / whole)


def skewness(values):
    """Joanes and Gill (1998): G1 from g1."""
    n = len(values)
    g1 = float(moment(values, 3)) / float(moment(values, 2)) ** 1.5
    return g1 * math.sqrt(n * (n - 1)) / (n - 2)


def kurtosis(values):
    """Joanes and Gill (1998): G2 from g2."""
    n = len(values)
    g2 = moment(values, 4) / moment(values, 2) ** 2 - 3
    return float(((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3)))


def moment(values, power):
    mean = sum(values) / Fraction(len(values))
    return sum((value - mean) ** power for value in values) / len(values)


def upper_lower(marks, totals, most):
    """Kelley (1939): how much of an attempt is in a group follows from how many are ahead of it."""
    size = Fraction(27 * len(totals), 100) + Fraction(1, 2)
    size = size.numerator // size.denominator

    def group(is_ahead):
        sum_of_marks = Fraction(0)
        for mark, total in zip(marks, totals):
            ahead = sum(is_ahead(other, total) for other in totals)
            level = totals.count(total)
            sum_of_marks += mark * min(Fraction(1), max(Fraction(0), Fraction(size - ahead, level)))
        return sum_of_marks / size

    upper = group(lambda other, total: other > total)
    lower = group(lambda other, total: other < total)
    return float((upper - lower) / most)


# --- what is told ----------------------------------------------------------------------------


def analyse(questions, attempts):
    marks = [
        [None if one is None else Fraction(one[0], 100) for one in attempt] for attempt in attempts
    ]
    totals = [sum(mark for mark in attempt if mark is not None) for attempt in marks]
    return {
        "quiz": of_quiz(questions, marks, totals),
        "questions": [
            of_question(number, questions, marks, totals, attempts)
            for number in range(len(questions))
        ],
    }


def of_quiz(questions, marks, totals):
    n = len(totals)
    ordered = sorted(totals)
    variance = covariance(totals, totals)
    worth = [
        sum(Fraction(question["most"], 100) for question, mark in zip(questions, row) if mark is not None)
        for row in marks
    ]
    alpha = cronbach(questions, marks, totals)
    return {
        "attempts": n,
        "most": float(sum(worth) / n),
        "mean": float(sum(totals) / n),
        "mean_percent": float(100 * sum(totals) / sum(worth)),
        "median": float((ordered[(n - 1) // 2] + ordered[n // 2]) / 2),
        "standard_deviation": root(variance),
        "skewness": skewness(totals),
        "kurtosis": kurtosis(totals),
        "cronbach_alpha": float(alpha),
        "error_ratio": 100 * root(1 - alpha),
        "standard_error": root(variance * (1 - alpha)),
    }


def cronbach(questions, marks, totals):
    """Cronbach (1951). The questions of a draw are one pool, which fills several positions."""
    n = len(totals)
    pools = collections.defaultdict(list)
    for number, question in enumerate(questions):
        name = ("question", number) if question["draw"] is None else ("draw", question["draw"])
        pools[name] += [row[number] for row in marks if row[number] is not None]
    of_parts = Fraction(0)
    for pool in pools.values():
        positions = Fraction(len(pool), n)
        of_parts += positions * moment(pool, 2) * n / (n - 1)
    k = Fraction(sum(len(pool) for pool in pools.values()), n)
    return k / (k - 1) * (1 - of_parts / covariance(totals, totals))


def of_question(number, questions, marks, totals, attempts):
    most = Fraction(questions[number]["most"], 100)
    asked = [place for place, row in enumerate(marks) if row[number] is not None]
    own = [marks[place][number] for place in asked]
    whole = [totals[place] for place in asked]
    others = [total - mark for total, mark in zip(whole, own)]
    spread = covariance(own, own) * covariance(others, others)
    covaries = covariance(own, others)
    return {
        "shown": len(asked),
        "answered": sum(attempts[place][number][1] is not None for place in asked),
        "most": float(most),
        "facility_index": float(sum(own) / len(own) / most),
        "standard_deviation": root(covariance(own, own)),
        "intended_weight": ratio(
            100 * most, on_a_paper(marks, [Fraction(one["most"], 100) for one in questions])
        ),
        "effective_weight": effective_weight(number, marks, totals),
        "discrimination_index": None if not spread else 100 * float(covaries) / root(spread),
        "upper_lower_index": upper_lower(own, whole, most),
        "discriminative_efficiency": ratio(
            100 * covaries, covariance(sorted(own), sorted(others))
        ),
        "answers": answers(questions[number], number, asked, attempts, totals),
    }


def on_a_paper(marks, values):
    """The mean over all papers of the sum of a value of the questions on it."""
    sums = [
        sum(value for value, mark in zip(values, row) if mark is not None) for row in marks
    ]
    return sum(sums) / len(sums)


def effective_weight(number, marks, totals):
    roots = []
    for question in range(len(marks[0])):
        pairs = [(row[question], total) for row, total in zip(marks, totals) if row[question] is not None]
        covaries = covariance(*zip(*pairs))
        roots.append(root(covaries) if covaries >= 0 else None)
    if roots[number] is None:
        return None
    return 100 * roots[number] / on_a_paper(marks, [one or 0.0 for one in roots])


def answers(question, number, asked, attempts, totals):
    totals_of = collections.defaultdict(list)
    marks_of = collections.defaultdict(set)
    for place in asked:
        mark, answer = attempts[place][number]
        for one in answer if isinstance(answer, list) else [answer]:
            if one is not None and one is not True:
                totals_of[one].append(totals[place])
                marks_of[one].add(mark)

    def tally(key, text, typed, right):
        given = totals_of.get(key, [])
        mean = float(sum(given) / len(given)) if given else None
        return {
            "text": text,
            "typed": typed,
            "right": right,
            "count": len(given),
            "share": len(given) / len(asked),
            "mean_total": mean,
        }

    if "options" in question:
        options = enumerate(question["options"])
        return [tally(key, text, False, key in question["right"]) for key, text in options]
    typed = sorted(totals_of, key=lambda text: (-len(totals_of[text]), text))[:20]
    return [tally(text, text, True, marks_of[text] == {question["most"]}) for text in typed]


# --- comparing -------------------------------------------------------------------------------


def differences(place, expected, found):
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        for key in expected:
            yield from differences(f"{place}.{key}", expected[key], found[key])
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for number, pair in enumerate(zip(expected, found)):
            yield from differences(f"{place}[{number}]", *pair)
    elif isinstance(expected, float) and isinstance(found, float):
        if not abs(expected - found) <= TOLERANCE:
            yield f"{place}: the file says {expected!r}, computed is {found!r}"
    elif expected != found or type(expected) is not type(found):
        yield f"{place}: the file says {expected!r}, computed is {found!r}"


def leaves(value):
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)
    else:
        yield value


if __name__ == "__main__":
    main()
