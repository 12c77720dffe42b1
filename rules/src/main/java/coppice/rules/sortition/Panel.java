package coppice.rules.sortition;

import coppice.rules.money.Ratio;
import java.util.List;
import java.util.Map;

/// A panel drawn by lot, with how likely everyone in the pool was to be on it.
///
/// @param members in the order of the pool
/// @param chances of everyone, exactly; they add up to the number of places
public record Panel(List<String> members, Map<String, Ratio> chances) {}
