@NullMarked
package coppice.server.ledger.web;

import org.jspecify.annotations.NullMarked;
