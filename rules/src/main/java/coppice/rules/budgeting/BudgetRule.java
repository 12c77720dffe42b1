package coppice.rules.budgeting;

/// How a budget is given to projects by votes. Equal shares: Peters, Pierczyński and Skowron, Proportional
/// Participatory Budgeting with Additive Utilities (2021), and equalshares.net for its completions.
/// Sequential Phragmén for budgets: Los, Christoff and Grossi, Proportional Budget Allocations (2022).
public enum BudgetRule {
    /// The most utility for the money first, over all voters; what does not fit is passed over. With the
    /// utility COST: the most votes first, as cities do.
    GREEDY,
    /// Everybody has the same part of the budget. A project is bought by those who want it, each paying the
    /// same per utility or all they have left; the one with the lowest rate next. What nobody can buy
    /// together stays unfunded.
    EQUAL_SHARES,
    /// The same, then GREEDY with what is left.
    EQUAL_SHARES_THEN_GREEDY,
    /// The same with everybody's part raised by one whole unit of currency as long as the projects still
    /// fit the budget and another one would fit too.
    EQUAL_SHARES_ADD1,
    /// EQUAL_SHARES_ADD1, then GREEDY with what is left.
    EQUAL_SHARES_ADD1_THEN_GREEDY,
    /// As EQUAL_SHARES_ADD1, but raised until the next raise would overspend, as Wieliczka did in 2023; not at all
    /// where all projects together fit the budget.
    EQUAL_SHARES_ADD1_UNTIL_OVERSPEND,
    /// Voters earn money at the same pace and pay for a project as soon as those who want it can; ends at
    /// the first project that would break the budget. Needs no utility.
    SEQUENTIAL_PHRAGMEN
}
