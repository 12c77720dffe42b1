package coppice.server.charter;

import coppice.server.commons.Acts;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.web.Form;
import coppice.server.web.Text;
import java.util.Arrays;
import java.util.HashSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    ///
    /// @param change reads the form: what it asks for belongs there, as do names with a point, fields of tables
    /// @param beside other fields of the form, as patterns
    public String submit(
            Standing standing, Form form, Text text, BiFunction<Form, Charter, Charter> change, String... beside) {
        var before = charters.version(
                standing.commons().id(), Fields.whole("after", form.value("after"), 1, Integer.MAX_VALUE - 1));
        String reason = Fields.text("reason", form.value("reason"), 200);
        var asked = new HashSet<String>();
        var after = change.apply(form.noting(asked), before.charter());
        return acts.submit(
                standing,
                form,
                text,
                new AmendCharter(before.version(), after, reason),
                Stream.of(Stream.of("[A-Za-z_-]+\\..+"), asked.stream().map(Pattern::quote), Arrays.stream(beside))
                        .flatMap(Function.identity())
                        .toArray(String[]::new));
    }
}
