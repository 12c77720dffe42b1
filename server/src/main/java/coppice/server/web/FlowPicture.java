package coppice.server.web;

import java.util.ArrayList;
import java.util.List;

/// A flow picture (Sankey) of what came in and where it went, with widths to scale; drawn once wide and once
/// narrow.
///
/// @param total the larger of the two sides, in minor units
public record FlowPicture(String centre, List<Band> in, List<Band> out, long total, int height) {
    private static final int TOP = 40;
    private static final int SCALE = 300;
    private static final int GAP = 22;

    /// One flow.
    ///
    /// @param tone which colour of the palette, 0 to 5
    /// @param link where its entries are
    public record Flow(String label, String figure, long minorUnits, int tone, String link) {}

    /// A flow with its place: `y` of its outer end, `middle` of its end at the centre, both of its upper edge.
    public record Band(Flow flow, double y, double middle, double thickness, double share) {
        public double outerCentre() {
            return y + thickness / 2;
        }
    }

    public static FlowPicture of(String centre, List<Flow> in, List<Flow> out) {
        long total = Math.max(1, Math.max(sum(in), sum(out)));
        int rows = Math.max(in.size(), out.size());
        int height = TOP + SCALE + Math.max(0, rows - 1) * GAP + 30;
        return new FlowPicture(centre, bands(in, total, height), bands(out, total, height), total, height);
    }

    public double centreTop() {
        return (height - centreThickness()) / 2;
    }

    public double centreThickness() {
        double in = in().stream().mapToDouble(Band::thickness).sum();
        double out = out().stream().mapToDouble(Band::thickness).sum();
        return Math.max(in, out);
    }

    private static long sum(List<Flow> flows) {
        return flows.stream().mapToLong(Flow::minorUnits).sum();
    }

    private static List<Band> bands(List<Flow> flows, long total, int height) {
        double all = (double) SCALE * sum(flows) / total;
        double y = (height - all - (flows.size() - 1) * GAP) / 2;
        double middle = (height - (double) SCALE) / 2;
        var bands = new ArrayList<Band>();
        for (var flow : flows) {
            double share = (double) flow.minorUnits() / total;
            double thickness = Math.max(1, SCALE * share);
            bands.add(new Band(flow, y, middle, thickness, share));
            y += thickness + GAP;
            middle += SCALE * share;
        }
        return List.copyOf(bands);
    }

    /// Coordinates with one decimal, the same in every language.
    public static String at(double value) {
        return String.format(java.util.Locale.ROOT, "%.1f", value);
    }
}
