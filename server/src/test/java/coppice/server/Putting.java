package coppice.server;

import coppice.server.charter.Charter;
import coppice.server.charter.CharterVersion;
import coppice.server.commons.Act;
import coppice.server.commons.Acts;
import coppice.server.commons.Member;
import coppice.server.commons.Motions;
import coppice.server.commons.Standing;
import coppice.server.decisions.Decisions;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.ThreadId;
import coppice.server.web.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Puts something to the members of a commons, or does it, from words as a program would give them.
public final class Putting {
    private Putting() {}

    public static Optional<Act<?>> act(Member by, String motion, Map<String, ?> terms) {
        if (motion.isEmpty()) return Optional.empty();
        var house = House.open();
        return Optional.of(house.room(Motions.class)
                .asked(by.commons(), motion, house.room(JsonMapper.class).valueToTree(terms)));
    }

    /// The terms of a change of the charter, as they were kept from the beginning.
    public static Map<String, String> amendment(CharterVersion before, Charter then, String reason) {
        return Map.of(
                "after",
                String.valueOf(before.version()),
                "charter",
                House.open().room(JsonMapper.class).writeValueAsString(then),
                "reason",
                reason);
    }

    public static ProposalId propose(
            Member by,
            Optional<ThreadId> thread,
            String motion,
            Map<String, ?> terms,
            String title,
            String reason,
            String key) {
        return House.open()
                .room(Decisions.class)
                .propose(by, new Decisions.Put(thread, act(by, motion, terms), title, reason, false), key);
    }

    public static ProposalId propose(Member by, Record terms, String title, String reason, String key) {
        var house = House.open();
        var put = new Decisions.Put(
                Optional.empty(),
                Optional.of(house.room(Motions.class).act(by.commons(), terms)),
                title,
                reason,
                false);
        return house.room(Decisions.class).propose(by, put, key);
    }

    /// Does it by the authority that somebody holds.
    public static String byAuthority(Member by, Record terms, String key) {
        var house = House.open();
        var asked = new Acts.Asked(Acts.How.AUTHORITY, Optional.empty(), "", "", false, key);
        return house.room(Acts.class)
                .submit(
                        new Standing(by.commons(), Optional.of(by), true),
                        house.room(Messages.class).in(List.of()),
                        terms,
                        asked);
    }

    public static String byAuthority(Member by, String motion, Map<String, ?> terms, String key) {
        return byAuthority(by, act(by, motion, terms).orElseThrow().terms(), key);
    }
}
