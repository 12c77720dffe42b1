package coppice.server.contributions;

import java.util.List;
import java.util.Optional;

/// What can be contributed to a commons, and when it counts.
///
/// @param peers          how many others recognise a contribution before it counts
/// @param evidenceCounts true: what an import brings with evidence counts without peers
public record ContributionRules(List<ContributionType> types, int peers, boolean evidenceCounts) {
    public ContributionRules {
        types = List.copyOf(types);
    }

    public Optional<ContributionType> type(String code) {
        return types.stream().filter(type -> type.code().equals(code)).findFirst();
    }
}
