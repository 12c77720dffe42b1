package coppice.server.talk;

import coppice.rules.opinion.OpinionGroups;
import coppice.server.commons.Member;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.ThreadId;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/// For large rooms: short statements that everyone agrees with, disagrees with or passes; the groups of
/// opinion in the answers, and what all groups agree on. It decides nothing; a proposal may grow out of it.
@Service
public class Opinions {
    public static final int MOST_STATEMENTS = 500;
    private static final int LONGEST = 280;

    private final OpinionTables tables;
    private final Threads threads;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Opinions(OpinionTables tables, Threads threads, Transactions transactions, Ids ids, Today today) {
        this.tables = tables;
        this.threads = threads;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    public record Statement(OpinionId id, String words, PartyId saidBy) {}

    /// What was found in a thread's answers.
    ///
    /// @param parties in the order of the groups that were found
    /// @param mine    what the viewer answered, by statement
    public record Found(
            List<Statement> statements,
            List<PartyId> parties,
            OpinionGroups.Found groups,
            Map<OpinionId, Integer> mine) {}

    /// Adds a statement; the same key again adds none.
    public OpinionId state(Member member, ThreadId thread, String words, String key) {
        return transactions.run(() -> {
            if (threads.thread(member, thread).closed()) throw new Refused(new TalkRefusal.ThreadClosed());
            String said = Fields.text("statement", words, LONGEST);
            if (tables.statements(member.commons().id(), thread).size() >= MOST_STATEMENTS)
                throw new Refused(new TalkRefusal.StatementsTooMany(MOST_STATEMENTS));
            return tables.add(
                    member,
                    thread,
                    ids.next(OpinionId::new),
                    said,
                    RequestKey.asked("state", member.party(), key, thread, said),
                    today.now());
        });
    }

    /// Answers a statement: 1 agrees, -1 disagrees, 0 passes; the last answer counts.
    public ThreadId answer(Member member, OpinionId statement, int answer) {
        return transactions.run(() -> {
            var thread = tables.threadOf(member.commons().id(), statement)
                    .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            threads.thread(member, thread);
            tables.answer(member, statement, answer, today.now());
            return thread;
        });
    }

    public Found found(Member viewer, ThreadId thread) {
        threads.thread(viewer, thread);
        var statements = tables.statements(viewer.commons().id(), thread);
        var numbers = new HashMap<OpinionId, Integer>();
        for (var statement : statements) numbers.put(statement.id(), numbers.size());
        var answers = new LinkedHashMap<PartyId, Map<Integer, Integer>>();
        var mine = new HashMap<OpinionId, Integer>();
        tables.answers(viewer.commons().id(), thread, (party, statement, answer) -> {
            Integer number = numbers.get(statement);
            if (number != null)
                answers.computeIfAbsent(party, _ -> new HashMap<>()).put(number, answer);
            if (party.equals(viewer.party())) mine.put(statement, answer);
        });
        return new Found(
                statements,
                List.copyOf(answers.keySet()),
                OpinionGroups.find(new ArrayList<>(answers.values()), statements.size()),
                mine);
    }
}
