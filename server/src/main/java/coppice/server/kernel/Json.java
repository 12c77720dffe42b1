package coppice.server.kernel;

import coppice.rules.money.Ratio;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// How the types of the rules are written as JSON.
public final class Json {
    private Json() {}

    /// Exact numbers as text: `3`, or `1/3`.
    public static SimpleModule ratios() {
        return new SimpleModule("ratios").addSerializer(Ratio.class, ToStringSerializer.instance);
    }
}
