/// The pages and the API of `equity`.
@NullMarked
package coppice.server.equity.web;

import org.jspecify.annotations.NullMarked;
