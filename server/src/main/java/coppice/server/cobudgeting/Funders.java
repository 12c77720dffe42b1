package coppice.server.cobudgeting;

import coppice.server.commons.CircleId;
import coppice.server.commons.Circles;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may fund and propose in a round.
@Component
class Funders {
    private final Commonses commonses;
    private final Circles circles;

    Funders(Commonses commonses, Circles circles) {
        this.commonses = commonses;
        this.circles = circles;
    }

    /// In the order in which odd units are given: by id.
    List<MemberLine> all(CommonsId commons, Round round) {
        var circle = round.terms().funders();
        var inside = circle == null ? null : circles.circle(commons, circle);
        return commonses.members(commons).stream()
                .filter(member -> inside == null || inside.has(member.party()))
                .sorted(Comparator.comparing(member -> member.party().toString()))
                .toList();
    }

    private boolean isIn(CommonsId commons, PartyId member, @Nullable CircleId circle) {
        return circle == null || circles.circle(commons, circle).has(member);
    }

    boolean mayFund(Member member, Round round) {
        return mayFund(member.commons().id(), member.party(), round);
    }

    /// @param member somebody who is a member
    boolean mayFund(CommonsId commons, PartyId member, Round round) {
        return isIn(commons, member, round.terms().funders());
    }

    boolean mayPropose(Member member, Round round) {
        return isIn(member.commons().id(), member.party(), round.terms().proposers());
    }

    void refuseOthers(Member member, Round round) {
        if (!mayFund(member, round)) throw new Refused(new CobudgetingRefusal.NotAFunder());
    }
}
