package coppice.server.cobudgeting;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a bucket stands, and the one table of what can happen to it.
public enum BucketState {
    /// Somebody wishes it; nobody has worked it out.
    IDEA,
    /// Those responsible are working it out; members can read it.
    DRAFT,
    /// Worked out, and waiting for the funding to begin.
    PUBLISHED,
    FUNDING,
    /// The funding ended below its minimum, with some money in it; those responsible say whether that will
    /// do.
    PARTLY,
    FUNDED,
    /// Money is being spent on it.
    DELIVERY,
    /// The day of its report has passed without one.
    OVERDUE,
    COMPLETED,
    CANCELLED,
    UNFUNDED;

    /// What can happen to a bucket.
    public enum Event {
        WORK_OUT,
        PUBLISH,
        WITHDRAW,
        /// The clock: the round's funding began.
        OPEN,
        /// It holds as much as it can use, or the round's rule funded it.
        FILL,
        /// Those responsible take what is there.
        ACCEPT,
        /// It costs more than was thought, while funding goes on.
        RAISE,
        /// The clock: the funding ended below the minimum, with money in it.
        FALL_SHORT,
        /// The funding ended without money for it.
        END_EMPTY,
        /// Those responsible, or two weeks: what is there goes back.
        GIVE_BACK,
        START,
        /// The clock: the report is late.
        RUN_LATE,
        REPORT,
        COMPLETE,
        CANCEL
    }

    /// The events that people bring about.
    public enum Deed {
        WORK_OUT,
        PUBLISH,
        WITHDRAW,
        ACCEPT,
        GIVE_BACK,
        START,
        REPORT,
        COMPLETE,
        CANCEL;

        public Event event() {
            return Event.valueOf(name());
        }
    }

    private static final Map<BucketState, Map<Event, BucketState>> TABLE = new EnumMap<>(BucketState.class);

    static {
        row(IDEA, Event.WORK_OUT, DRAFT, Event.END_EMPTY, UNFUNDED, Event.CANCEL, CANCELLED);
        row(DRAFT, Event.PUBLISH, PUBLISHED, Event.END_EMPTY, UNFUNDED, Event.CANCEL, CANCELLED);
        row(PUBLISHED, Event.WITHDRAW, DRAFT, Event.OPEN, FUNDING, Event.END_EMPTY, UNFUNDED, Event.CANCEL, CANCELLED);
        row(
                FUNDING,
                Event.FILL,
                FUNDED,
                Event.ACCEPT,
                FUNDED,
                Event.FALL_SHORT,
                PARTLY,
                Event.END_EMPTY,
                UNFUNDED,
                Event.CANCEL,
                CANCELLED);
        row(PARTLY, Event.ACCEPT, FUNDED, Event.GIVE_BACK, UNFUNDED, Event.CANCEL, CANCELLED);
        row(FUNDED, Event.RAISE, FUNDING, Event.START, DELIVERY, Event.CANCEL, CANCELLED);
        row(
                DELIVERY,
                Event.RUN_LATE,
                OVERDUE,
                Event.REPORT,
                DELIVERY,
                Event.COMPLETE,
                COMPLETED,
                Event.CANCEL,
                CANCELLED);
        row(OVERDUE, Event.REPORT, DELIVERY, Event.COMPLETE, COMPLETED, Event.CANCEL, CANCELLED);
        for (var end : List.of(COMPLETED, CANCELLED, UNFUNDED)) TABLE.put(end, Map.of());
    }

    private static void row(BucketState from, Object... pairs) {
        var row = new EnumMap<Event, BucketState>(Event.class);
        for (int i = 0; i < pairs.length; i += 2) row.put((Event) pairs[i], (BucketState) pairs[i + 1]);
        TABLE.put(from, row);
    }

    /// Where it stands after `event`; absent when that cannot happen here.
    public Optional<BucketState> after(Event event) {
        return Optional.ofNullable(TABLE.getOrDefault(this, Map.of()).get(event));
    }

    public boolean isOver() {
        return TABLE.getOrDefault(this, Map.of()).isEmpty();
    }

    /// Members alone read it.
    public boolean isForMembers() {
        return this == IDEA || this == DRAFT;
    }

    /// Money may be spent on it.
    public boolean isSpending() {
        return this == FUNDED || this == DELIVERY;
    }

    /// The table as lines: from, event, to.
    public static List<String> drawn() {
        var lines = new ArrayList<String>();
        for (var from : values())
            TABLE.getOrDefault(from, Map.of()).forEach((event, to) -> lines.add(from + " " + event + " " + to));
        return lines;
    }
}
