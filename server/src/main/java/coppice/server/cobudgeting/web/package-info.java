/// The pages and the API of `cobudgeting`.
@NullMarked
package coppice.server.cobudgeting.web;

import org.jspecify.annotations.NullMarked;
