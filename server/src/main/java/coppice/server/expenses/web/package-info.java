/// The pages and the API of `expenses`.
@NullMarked
package coppice.server.expenses.web;

import org.jspecify.annotations.NullMarked;
