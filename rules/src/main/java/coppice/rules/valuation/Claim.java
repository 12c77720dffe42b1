package coppice.rules.valuation;

/// What a contribution is worth to its contributor, fixed by the first run that saw it.
///
/// @param minorUnits          the value of the formula, half up to the minor unit, never below 0
/// @param remainingMinorUnits what is still owed: falls by what was paid for `debt`, 0 after the first payment
/// for
///                            `once`, unchanged for `share`
public record Claim(String contribution, long minorUnits, long remainingMinorUnits) {}
