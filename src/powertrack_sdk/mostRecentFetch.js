/*
 * This file is a placeholder: it holds no request, so it counts as absent.
 *
 * To log in with the session of your browser:
 *
 *   1. Open PowerTrack in Chrome or Edge and log in.
 *   2. Open the developer tools (F12) and choose the Network tab.
 *   3. Open a site or a device, so that requests show up.
 *   4. Right-click a request whose address has /api/ in it.
 *   5. Choose Copy, then "Copy as fetch (Node.js)". Plain "Copy as fetch" leaves the cookie out.
 *      In Firefox choose "Copy as cURL". "Copy as PowerShell" is read too.
 *   6. Paste what was copied below this comment, or in its place, and save.
 *
 * Better than here: save it as mostRecentFetch.js in the folder that you work in. That one is looked at first,
 * and an upgrade of the package does not overwrite it.
 *
 * What you paste is as good as your password until the session ends. Never share it, never commit it.
 */
