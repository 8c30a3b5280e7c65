using System.Text.Json.Nodes;

namespace MobileDist.Pipeline.Tests.Settings;

/// <summary>
/// A settings file (JSON is YAML) in which every declared key stands and matters: 'shop' says everything itself, 'courier' takes what
/// stands under 'channels', and 'trial' has what excludes the rest.
/// </summary>
internal static class EveryKey
{
    private const string Text = """
        {
          "output": "out",
          "roster": "testers.csv",
          "comment": { "mode": "hide", "per-app": true, "required": true },
          "announce": "deployment",
          "apps": {
            "shop": {
              "name": "The shop",
              "android": {
                "package": "given/*.apk",
                "build": { "command": "make apk", "directory": "sub", "package": "made/*.apk", "requires": ["make"], "environment": { "FLAVOUR": "qa" }, "timeout": "7m" },
                "signing": { "keystore": "key.bin", "keystore-password": "${ONE}", "key-alias": "upload", "key-password": "${TWO}", "certificate": "chain.bin", "schemes": ["v2"] },
                "version-code": 42,
                "version-name": "1.2.3",
                "channels": ["play", "link"],
                "play": {
                  "workload-identity-provider": "projects/2/locations/global/workloadIdentityPools/ci/providers/own", "service-account": "own@acme.iam.gserviceaccount.com",
                  "service-connection": "own", "package-name": "com.example.own", "track": "alpha", "create-track": false, "status": "halted", "user-fraction": 0.25,
                  "update-priority": 2, "release-name": "Own", "notes": "own.txt", "retain-version-codes": 2, "changes-not-sent-for-review": false, "cancel-review": false,
                  "mapping": "own-mapping.txt", "native-symbols": "own.zip", "groups": "own@acme.example", "remove-groups": false, "sync-testers": "none",
                  "remove-testers": false, "tester-list": "own", "universal-apk": false, "opt-in-link": "https://own.example/",
                  "upload-certificate": "2222222222222222222222222222222222222222222222222222222222222222"
                }
              },
              "ios": {
                "package": "given/*.ipa",
                "build": { "command": "make ipa", "directory": "sub", "package": "made/*.ipa", "requires": ["make"], "environment": { "FLAVOUR": "qa" }, "timeout": "7m" },
                "signing": {
                  "type": "app-store", "certificate": "key.bin", "certificate-password": "${ONE}", "profiles": "chain.bin", "entitlements": { "com.example.shop": "own.txt" }
                },
                "identifier": "com.example.other",
                "marketing-version": "1.2.3",
                "build-number": "next",
                "channels": ["testflight"],
                "testflight": {
                  "key": "key.bin", "key-id": "2222222222", "issuer-id": "own", "app-id": 2, "groups": "Own", "create-groups": "internal", "testers": "own", "sync-testers": "all",
                  "remove-testers": false, "invite-again": false, "public-link": false, "public-link-limit": 2, "what-to-test": "own.txt", "uses-non-exempt-encryption": false,
                  "review": {
                    "submit": false, "contact-first-name": "Own", "contact-last-name": "Own", "contact-phone": "+2", "contact-email": "own@acme.example", "demo-account": "own",
                    "demo-password": "${TWO}", "notes": "Own", "feedback-email": "own@acme.example", "app-description": "Own"
                  },
                  "expire-older": false, "notify": false, "wait-appears": "2m", "wait-processed": "2m"
                }
              }
            },
            "courier": {
              "android": { "package": "app.aab", "signing": { "keystore": "key.bin" }, "channels": "play" },
              "ios": { "package": "app.ipa", "signing": { "type": "app-store", "certificate": "key.bin", "profiles": "chain.bin" }, "channels": "testflight" }
            },
            "trial": {
              "android": { "package": "app.apk", "signing": { "throw-away": true }, "channels": "play-sharing", "play": { "credentials": "key.bin" } },
              "ios": { "package": "app.ipa", "signing": { "type": "development", "throw-away": true }, "channels": "link" }
            },
            "keyed": { "android": { "package": "app.apk", "signing": { "throw-away": true }, "channels": "play-sharing" } }
          },
          "channels": {
            "link": { "host": "folder", "url": "https://builds.example.com/" },
            "play": {
              "workload-identity-provider": "projects/1/locations/global/workloadIdentityPools/ci/providers/all", "service-account": "all@acme.iam.gserviceaccount.com",
              "service-connection": "all", "package-name": "com.example.all", "track": "beta", "create-track": true, "status": "in-progress", "user-fraction": 0.5,
              "update-priority": 1, "release-name": "All", "notes": { "en-US": "all.txt" }, "retain-version-codes": [1], "changes-not-sent-for-review": true,
              "cancel-review": true, "mapping": "all-mapping.txt", "native-symbols": "all.zip", "groups": ["all@acme.example"], "remove-groups": true,
              "sync-testers": { "all@acme.example": "*" }, "remove-testers": true, "tester-list": ["all"], "universal-apk": true,
              "opt-in-link": "https://all.example/", "upload-certificate": "1111111111111111111111111111111111111111111111111111111111111111"
            },
            "testflight": {
              "key": "chain.bin", "key-id": "1111111111", "issuer-id": "all", "app-id": 1, "groups": ["All"], "create-groups": "external", "testers": ["all"], "sync-testers": "by-name",
              "remove-testers": true, "invite-again": true, "public-link": true, "public-link-limit": 1, "what-to-test": { "en-US": "all.txt" }, "uses-non-exempt-encryption": true,
              "review": {
                "submit": false, "contact-first-name": "All", "contact-last-name": "All", "contact-phone": "+1", "contact-email": "all@acme.example", "demo-account": "all",
                "demo-password": "${ONE}", "notes": "All", "feedback-email": "all@acme.example", "app-description": "All"
              },
              "expire-older": true, "notify": true, "wait-appears": "1m", "wait-processed": "1m"
            }
          }
        }
        """;

    public static JsonObject File() => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The files and variables that the text names.</summary>
    public static LoaderFixture Surroundings()
    {
        var fixture = new LoaderFixture();
        foreach (var name in new[] { "key.bin", "chain.bin", "own.txt", "all.txt", "sub/Makefile" })
        {
            fixture.Folder.Write(name, "text");
        }

        fixture.Environment["ONE"] = "first secret";
        fixture.Environment["TWO"] = "second secret";
        return fixture;
    }
}
