/// The arithmetic of the commons: same input, same output, no clock, no chance, no input or output.
@org.jspecify.annotations.NullMarked
module coppice.rules {
    requires static org.jspecify;

    exports coppice.rules.budgeting;
    exports coppice.rules.budgeting.files;
    exports coppice.rules.money;
    exports coppice.rules.opinion;
    exports coppice.rules.returns;
    exports coppice.rules.shares;
    exports coppice.rules.sortition;
    exports coppice.rules.valuation;
    exports coppice.rules.voting;
    exports coppice.rules.voting.files;
}
