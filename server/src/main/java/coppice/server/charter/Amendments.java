package coppice.server.charter;

import coppice.server.commons.Acts;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.web.Form;
import coppice.server.web.Text;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// A change of the charter from a page's form, which names the version it was written on (`after`) and the `reason`.
@Component
public class Amendments {
    private final Charters charters;
    private final Acts acts;

    Amendments(Charters charters, Acts acts) {
        this.charters = charters;
        this.acts = acts;
    }

    /// Gives the address to go on to.
    public String submit(Standing standing, Form form, Text text, UnaryOperator<Charter> change) {
        var before = charters.version(
                standing.commons().id(), Fields.whole("after", form.value("after"), 1, Integer.MAX_VALUE - 1));
        String reason = Fields.text("reason", form.value("reason"), 200);
        return acts.submit(
                standing, form, text, new AmendCharter(before.version(), change.apply(before.charter()), reason));
    }
}
