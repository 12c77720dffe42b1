package coppice.rules.voting;

import coppice.rules.money.Ratio;
import java.util.List;

/// Who was chosen together, and how.
///
/// @param members in the order in which they were chosen; of rules that choose all at once in the order of the
/// ballot
/// @param steps   for rules that choose one after the other: each choice; else empty
/// @param isTied  true when another committee would have done as well, and the order fixed beforehand decided
public record Committee(List<String> members, List<Step> steps, boolean isTied) {
    /// One choice.
    ///
    /// @param figure what it was chosen for: the largest score or support, or the smallest load or payment
    /// @param among  who were equal; one name when nobody else was
    public record Step(String candidate, Ratio figure, List<String> among) {}
}
