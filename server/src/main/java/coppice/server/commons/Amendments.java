package coppice.server.commons;

import coppice.server.commons.Assembly.Draft;
import coppice.server.kernel.Fields;
import coppice.server.web.Form;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// A change of the charter from a page's form: adopted at once where the form says so and the charter leaves
/// it to stewards, else put to the members. The form names the version it was written on (`after`) and the
/// `reason`.
@Component
public class Amendments {
    private final Commonses commonses;
    private final Assembly assembly;
    private final JsonMapper json;

    Amendments(Commonses commonses, Assembly assembly, JsonMapper json) {
        this.commonses = commonses;
        this.assembly = assembly;
        this.json = json;
    }

    /// Gives the address to go on to.
    public String actOrPropose(Standing standing, Form form, UnaryOperator<Charter> change) {
        var commons = standing.commons();
        var before =
                commonses.charter(commons.id(), Fields.whole("after", form.value("after"), 1, Integer.MAX_VALUE - 1));
        var charter = change.apply(before.charter());
        String reason = Fields.text("reason", form.value("reason"), 200);
        return assembly.actOrPropose(
                standing,
                form,
                () -> {
                    commonses.amend(standing.steward(), before.version(), charter, reason, form.key());
                    return commons.address() + "/commons/charter";
                },
                () -> new Draft(
                        CommonsMotions.AMEND, CommonsMotions.amendment(json, before, charter, reason), reason, reason));
    }
}
