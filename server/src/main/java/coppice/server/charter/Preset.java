package coppice.server.charter;

/// Charters to begin with; all of it can be changed on the first day. What stands in each is in `presets/NAME.json`.
public enum Preset {
    /// Hours, equipment and money spent, all owed until paid: an open value network.
    VALUE_NETWORK,
    /// Changes to a common work, each counted by its size, and hours for all that leaves no trace there.
    SOFTWARE,
    /// Hours alone, every hour the same; work is shared for good.
    TIME_BANK,
    /// Friends or neighbours: everything by consent, and stewards may act in between.
    INFORMAL_GROUP,
    /// One member, one vote; the charter by three quarters.
    WORKER_COOPERATIVE,
    /// Many members: a smaller quorum and more time; the charter by three quarters.
    PLATFORM_COOPERATIVE,
    /// A board acts, the members decide about the charter by two thirds.
    ASSOCIATION,
    /// Consensus as Enspiral has it: no block, and for the charter more than half of those who take a side.
    CONSENSUS_NETWORK
}
