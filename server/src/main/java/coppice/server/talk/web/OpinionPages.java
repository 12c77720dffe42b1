package coppice.server.talk.web;

import coppice.rules.opinion.OpinionGroups;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.OpinionId;
import coppice.server.talk.Opinions;
import coppice.server.talk.Opinions.Statement;
import coppice.server.talk.Thread;
import coppice.server.talk.Threads;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Redirect;
import coppice.server.web.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Statements, answers, and the picture of them.
@Controller
class OpinionPages {
    private final Opinions opinions;
    private final Threads threads;

    OpinionPages(Opinions opinions, Threads threads) {
        this.opinions = opinions;
        this.threads = threads;
    }

    /// @param dots   everyone who is in a group, without a name
    /// @param lines  a line a statement
    /// @param common what all groups agree on
    record OpinionPage(
            Commons commons,
            Thread thread,
            List<Dot> dots,
            List<Integer> sizes,
            List<Line> lines,
            List<String> common,
            Form form) {}

    /// @param x of 1000
    record Dot(int x, int y, int group, boolean mine) {}

    /// @param answer what the viewer said: 1, 0, -1, or 9 for nothing yet
    /// @param shares in hundredths who agrees in each group, of those who answered
    record Line(OpinionId id, String words, int answer, List<Integer> shares) {}

    @GetMapping("/c/{slug}/talk/{thread}/opinions")
    @Allow(Access.MEMBER)
    Page show(Standing standing, @PathVariable ThreadId thread) {
        return page(standing, thread, Form.fresh(Map.of()));
    }

    private Page page(Standing standing, ThreadId thread, Form form) {
        var found = opinions.found(standing.member(), thread);
        var groups = found.groups();
        var dots = new ArrayList<Dot>();
        for (int i = 0; i < found.parties().size(); i++)
            if (groups.groupOf().get(i) != OpinionGroups.NO_GROUP)
                dots.add(new Dot(
                        500 + groups.places().get(i).x() * 45 / 100,
                        250 + groups.places().get(i).y() * 22 / 100,
                        groups.groupOf().get(i),
                        found.parties().get(i).equals(standing.member().party())));
        var sizes = new ArrayList<Integer>();
        for (int group = 0; group < groups.groups(); group++) {
            int own = group;
            sizes.add((int) groups.groupOf().stream().filter(one -> one == own).count());
        }
        var lines = new ArrayList<Line>();
        for (int s = 0; s < found.statements().size(); s++) {
            int statement = s;
            var one = found.statements().get(s);
            lines.add(new Line(
                    one.id(),
                    one.words(),
                    found.mine().getOrDefault(one.id(), 9),
                    groups.answers().stream()
                            .map(group -> group.get(statement))
                            .map(answers -> answers.answered() == 0 ? 0 : answers.agree() * 100 / answers.answered())
                            .toList()));
        }
        return Page.of(
                "talk/web/opinions.jte",
                new OpinionPage(
                        standing.commons(),
                        threads.thread(standing.member(), thread),
                        dots,
                        sizes,
                        lines,
                        groups.groups() < 2
                                ? List.of()
                                : groups.common().stream()
                                        .map(found.statements()::get)
                                        .map(Statement::words)
                                        .toList(),
                        form));
    }

    private static String address(Standing standing, ThreadId thread) {
        return Threads.address(standing.commons(), thread) + "/opinions";
    }

    @PostMapping("/c/{slug}/talk/{thread}/opinions")
    @Allow(Access.MEMBER)
    Reply state(Standing standing, @PathVariable ThreadId thread, Form form) {
        return form.submit(
                () -> {
                    opinions.state(standing.member(), thread, form.value("statement"), form.key());
                    return address(standing, thread);
                },
                again -> page(standing, thread, again));
    }

    @PostMapping("/c/{slug}/talk/statements/{statement}/answer")
    @Allow(Access.MEMBER)
    Reply answer(Standing standing, @PathVariable OpinionId statement, Form form) {
        var thread = opinions.answer(
                standing.member(),
                statement,
                Fields.whole("answer", form.values().getOrDefault("answer", "0"), -1, 1));
        return new Redirect(address(standing, thread) + "#s" + statement);
    }
}
