namespace MobileDist.InstallLinks;

/// <summary>What to do, and what the system's messages mean when it does not work.</summary>
internal static class InstallInstructions
{
    private const string Android =
        """
        <section class="card" aria-labelledby="how">
        <h2 id="how">How to install</h2>
        <ol>
        <li>Tap <b>Install</b> and open the file when it has arrived.</li>
        <li>If Android says that it may not install unknown apps, tap <b>Settings</b>, turn on <b>Allow from this source</b>, and go back.</li>
        <li>Tap <b>Install</b> once more. If Play Protect asks, tap <b>More details</b>, then <b>Install anyway</b>.</li>
        </ol>
        <details>
        <summary>It says “App not installed”</summary>
        <p>Most often the app is already on the phone with another signature, such as the one from Google Play. Android never replaces one by the other: uninstall the app, then install this one. What the app has stored on the phone is lost with it.</p>
        <p>It is also refused over a newer build, on a system that is too old, and when the storage is full.</p>
        </details>
        <details>
        <summary>Turn the permission off again</summary>
        <p>Settings → Apps → Special app access → Install unknown apps → your browser.</p>
        </details>
        </section>

        """;

    // Apple's words for both are the same on iPhone and iPad; "phone" stands for both.
    private const string AppleSteps =
        """
        <section class="card" aria-labelledby="how">
        <h2 id="how">How to install</h2>
        <ol>
        <li>Open this page in <b>Safari</b>. In other browsers, and inside other apps, the button often does nothing.</li>
        <li>Tap <b>Install</b>, and once more <b>Install</b> when iOS asks.</li>
        <li>Go to the <b>Home Screen</b>: the icon is there and fills up while the app is loaded. Nothing else tells you.</li>

        """;

    private const string DeveloperModeStep =
        """
        <li>On iOS 16 and later the phone may ask for Developer Mode when you open the app. Then: Settings → Privacy &amp; Security → <b>Developer Mode</b>, turn it on, and restart the phone.</li>

        """;

    private const string TrustStep =
        """
        <li>Before you open it for the first time: Settings → General → <b>VPN &amp; Device Management</b> → the organization’s name → <b>Trust</b>. The phone must be online for that.</li>

        """;

    private const string NothingHappens =
        """
        </ol>
        <details>
        <summary>Nothing happens when I tap Install</summary>
        <p>Copy this page’s address into Safari and try there. The question of iOS can come some seconds late. On a phone that an organization manages, apps from outside may be forbidden.</p>
        </details>

        """;

    private const string AdHocMessages =
        """
        <details>
        <summary>It says “Unable to Install” or “Unable to Download App”</summary>
        <p>Most often this device is not registered for this build, see above. Send its UDID to whoever builds the app: connect it to a Mac, choose it in the Finder, and click on the line below its name until the UDID shows. A new build is needed after that.</p>
        <p>It is also refused on a system that is too old, when the storage is full, and over an app of the same identifier from another team, such as the one from the App Store: delete that one first. What it has stored is lost with it.</p>
        </details>
        <details>
        <summary>It says that its integrity could not be verified</summary>
        <p>This device is not registered for this build, or the certificate or the profile that it was signed with has expired or was revoked. Send the device’s UDID, or ask for a new build.</p>
        </details>
        </section>

        """;

    private const string InHouseMessages =
        """
        <details>
        <summary>It says “Untrusted Enterprise Developer”</summary>
        <p>The organization is not trusted on this phone yet: do step 4. When its name is not in that list, install the app first; when the list does not accept it, the phone is offline or the certificate was revoked.</p>
        </details>
        <details>
        <summary>It says “Unable to Install” or “Unable to Download App”</summary>
        <p>The system is too old, the storage is full, or an app of the same identifier from another team is on the phone, such as the one from the App Store: delete that one first. What it has stored is lost with it.</p>
        </details>
        <details>
        <summary>It says that its integrity could not be verified</summary>
        <p>The certificate or the profile that it was signed with has expired or was revoked. Ask for a new build.</p>
        </details>
        </section>

        """;

    public static string Of(InstallPageModel model) => model.Action switch
    {
        InstallAction.DownloadApk => Android,
        InstallAction.ItmsServices when model.Audience is { AnyDevice: true } => AppleSteps + TrustStep + NothingHappens + InHouseMessages,
        InstallAction.ItmsServices => AppleSteps + DeveloperModeStep + NothingHappens + AdHocMessages,
        InstallAction.OpenStore => "",
        InstallAction.NeedsSecureAddress needs => WithoutAddress(needs.FileName),
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    private static string WithoutAddress(string file) =>
        $"""
        <section class="card" aria-labelledby="how">
        <h2 id="how">How to make it installable</h2>
        <ol>
        <li>Have the folder of this page served from an <b>https</b> address, with a certificate that phones trust and without a login.</li>
        <li>Give that address to the link channel as <code>url</code>, and publish again: the button comes with it.</li>
        </ol>
        <details>
        <summary>Install it over a cable meanwhile</summary>
        <p>Download <a href="{Uri.EscapeDataString(file)}" download>the package</a> on a Mac and add it to the connected device: in Xcode under Window → Devices and Simulators, or in Apple Configurator. The device must be one that the build was signed for.</p>
        </details>
        </section>

        """;
}
