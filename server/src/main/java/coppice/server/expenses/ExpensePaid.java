package coppice.server.expenses;

import coppice.server.commons.Commons;
import java.util.UUID;

/// An expense was paid from a budget that is held.
public record ExpensePaid(Commons commons, UUID expense, UUID budget) {}
