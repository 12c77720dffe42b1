package coppice.server.web;

import coppice.server.kernel.Refusal;

/// What goes wrong before a room is reached.
sealed interface WebRefusal extends Refusal {
    record UnreadableRequest() implements WebRefusal, Refusal.Invalid {}

    /// A write by API without its idempotency key.
    record IdempotencyKeyMissing() implements WebRefusal, Refusal.Invalid {}

    record FileTooLarge() implements WebRefusal, Refusal.TooLarge {}

    /// A form came without the token it was made with, or with one of another visit.
    record FormTooOld() implements WebRefusal, Refusal.NotAllowed {}

    record OurFault() implements WebRefusal, Refusal.Broken {}
}
