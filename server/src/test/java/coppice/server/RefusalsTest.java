package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every refusal says all about itself by what it is; that each has a message is asked by [MessagesTest].
class RefusalsTest {
    @Test
    void aRefusalsCodeIsItsName() throws Exception {
        var faults = new ArrayList<String>();
        for (var type : Refusals.types()) {
            if (!type.isRecord()) faults.add(type + " is no record");
            if (Stream.of(type.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("code"))) faults.add(type + " says a code of its own");
        }
        assertThat(Refusals.types()).hasSizeGreaterThan(30);
        assertThat(faults).isEmpty();
    }

    @Test
    void noTwoRefusalsOfOneRoomHaveOneCode() throws Exception {
        assertThat(Refusals.types().stream()
                        .flatMap(type -> Refusals.codes(type).map(code -> type.getPackageName() + " " + code)))
                .doesNotHaveDuplicates();
    }
}
