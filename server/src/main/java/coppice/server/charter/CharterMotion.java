package coppice.server.charter;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Matter;
import coppice.server.commons.Unpriced;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The members amend the charter by the procedure that it has for itself, or by that for the lock where they touch what
/// only a special resolution may change.
@Component
class CharterMotion implements Unpriced<AmendCharter> {
    private static final String NOTHING = "–";

    private final Charters charters;
    private final Chapters chapters;

    CharterMotion(Charters charters, Chapters chapters) {
        this.charters = charters;
        this.chapters = chapters;
    }

    @Override
    public Matter matter(Commons commons, AmendCharter terms) {
        var now = charters.inForce(commons.id()).charter();
        return chapters.touchesLock(now, terms.charter()) ? Matter.LOCK : Matter.CHARTER;
    }

    @Override
    public void check(Commons commons, AmendCharter terms) {
        int now = charters.inForce(commons.id()).version();
        if (now != terms.after()) throw new Refused(new CharterRefusal.CharterMoved(now));
        chapters.check(terms.charter(), commons);
    }

    @Override
    public List<Line> says(Commons commons, AmendCharter terms, Text text) {
        var before = charters.inForce(commons.id()).charter();
        var lines = new ArrayList<Line>();
        lines.add(new Line(text.say("charter.would-adopt", terms.after() + 1), ""));
        for (var change : chapters.changes(before, terms.charter(), commons, text))
            lines.add(new Line(
                    change.about(),
                    text.say(
                            "charter.old-and-new",
                            change.before().orElse(NOTHING),
                            change.after().orElse(NOTHING))));
        return lines;
    }

    @Override
    public String title(Commons commons, AmendCharter terms, Text text) {
        return terms.reason();
    }

    @Override
    public String enact(Authorised by, AmendCharter terms, String key) {
        int version = charters.amend(by, terms.after(), terms.charter(), terms.reason(), key);
        return by.commons().address() + "/charter?version=" + version;
    }
}
