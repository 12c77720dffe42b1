package coppice.server.commons.web;

import coppice.server.commons.Acts;
import coppice.server.commons.Circle;
import coppice.server.commons.CircleId;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsMotions.ChangeClass;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Matter;
import coppice.server.commons.Standing;
import coppice.server.kernel.PartyId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Circles and classes.
@Controller
class CirclePages {
    private final Circles circles;
    private final Commonses commonses;
    private final Acts acts;

    CirclePages(Circles circles, Commonses commonses, Acts acts) {
        this.circles = circles;
        this.commonses = commonses;
        this.acts = acts;
    }

    record CirclesPage(Commons commons, List<Circle> circles, Form form, boolean mayMakeClass) {}

    /// @param mayChange whether the viewer lets others in and out by themselves
    record CirclePage(
            Commons commons,
            Circle circle,
            List<MemberLine> inside,
            List<MemberLine> outside,
            boolean mayChange,
            boolean mayAct,
            PartyId me,
            Form form) {}

    @GetMapping("/c/{slug}/commons/circles")
    @Allow(Access.MEMBER)
    Page list(Standing standing) {
        return list(standing, Form.fresh(Map.of()));
    }

    private Page list(Standing standing, Form form) {
        return Page.of(
                "commons/web/circles.jte",
                new CirclesPage(
                        standing.commons(),
                        circles.all(standing.commons().id()),
                        form,
                        commonses.mayAct(standing, Matter.MEMBERSHIP)));
    }

    @PostMapping("/c/{slug}/commons/circles")
    @Allow(Access.MEMBER)
    Reply make(Standing standing, Form form) {
        return form.submit(
                () -> address(
                        standing,
                        form.chose("kind", "class")
                                ? circles.makeClass(
                                        standing.steward(),
                                        standing.member(),
                                        form.value("name"),
                                        form.value("purpose"),
                                        form.key())
                                : circles.make(
                                        standing.member(), form.value("name"), form.value("purpose"), form.key())),
                again -> list(standing, again));
    }

    private static String address(Standing standing, CircleId circle) {
        return standing.commons().address() + "/commons/circles/" + circle;
    }

    @GetMapping("/c/{slug}/commons/circles/{circle}")
    @Allow(Access.MEMBER)
    Page one(Standing standing, @PathVariable CircleId circle) {
        return one(standing, circle, Form.fresh(Map.of()));
    }

    private Page one(Standing standing, CircleId id, Form form) {
        var circle = circles.circle(standing.commons().id(), id);
        var members = commonses.members(standing.commons().id());
        var me = standing.member().party();
        boolean mayAct = commonses.mayAct(standing, Matter.MEMBERSHIP);
        return Page.of(
                "commons/web/circle.jte",
                new CirclePage(
                        standing.commons(),
                        circle,
                        members.stream()
                                .filter(line -> circle.has(line.party()))
                                .toList(),
                        members.stream()
                                .filter(line -> !circle.has(line.party()))
                                .toList(),
                        !circle.isClass() && (circle.has(me) || circle.members().isEmpty()),
                        mayAct,
                        me,
                        form));
    }

    /// Lets somebody in or out; for a class by a steward's act, or puts that to the members.
    @PostMapping("/c/{slug}/commons/circles/{circle}/members")
    @Allow(Access.MEMBER)
    Reply change(Standing standing, Text text, @PathVariable CircleId circle, Form form) {
        var found = circles.circle(standing.commons().id(), circle);
        return form.submit(
                () -> {
                    var line = commonses.member(standing.commons().id(), form.id("member", PartyId::new));
                    boolean in = form.chose("in", "yes");
                    if (!found.isClass()) {
                        circles.change(standing.member(), circle, line.party(), in);
                        return address(standing, circle);
                    }
                    return acts.submit(standing, form, text, new ChangeClass(circle, line.party(), in));
                },
                again -> one(standing, circle, again));
    }
}
