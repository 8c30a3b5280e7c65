using System.Collections.Immutable;
using System.Text;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Identity;

public sealed class AppEntitlementsTests
{
    private const string Team = AppleTestAuthority.TeamId;
    private const string Groups = "com.apple.security.application-groups";

    private static readonly string[] Own = ["application-identifier", "com.apple.developer.team-identifier", "get-task-allow", "keychain-access-groups"];

    [Test]
    public void Derive_WhenNothingIsKnown_TheAppGetsItsOwnNamesAndNoMore()
    {
        var profile = Profile(("aps-environment", "production"), (Groups, Of("group.a")), ("com.apple.developer.healthkit", true));

        var result = Derive(profile);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Faults, Is.Empty);
            Assert.That(result.Entitlements.Entries.Select(entry => entry.Key), Is.EqualTo(Own));
            Assert.That(result.Entitlements.FindString("application-identifier"), Is.EqualTo($"{Team}.com.example.demo"));
            Assert.That(Texts(result, "keychain-access-groups"), Is.EqualTo((string[])[$"{Team}.com.example.demo"]));
        }
    }

    [Test]
    public void Derive_WhenTheProfileIsAWildcard_TheIdentifierIsWhole()
    {
        var profile = SigningCase.Profile(new AppleTestProfile { AppId = "*" });

        Assert.That(Derive(profile).Entitlements.FindString("application-identifier"), Is.EqualTo($"{Team}.com.example.demo"));
    }

    [Test]
    public void Derive_WhenThePrefixIsNotTheTeam_EachStandsWhereItBelongs()
    {
        var profile = SigningCase.Profile(new AppleTestProfile { Prefix = "OLDPREFIX1" });

        var result = Derive(profile);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Entitlements.FindString("application-identifier"), Is.EqualTo("OLDPREFIX1.com.example.demo"));
            Assert.That(result.Entitlements.FindString("com.apple.developer.team-identifier"), Is.EqualTo(Team));
        }
    }

    [TestCase(AppleTestProfileKind.Development, true)]
    [TestCase(AppleTestProfileKind.AdHoc, false)]
    [TestCase(AppleTestProfileKind.AppStore, false)]
    [TestCase(AppleTestProfileKind.Enterprise, false)]
    public void Derive_WhenTheAppWasDebuggable_OnlyADevelopmentProfileKeepsIt(AppleTestProfileKind kind, bool expected)
    {
        var profile = SigningCase.Profile(new AppleTestProfile { Kind = kind });

        var result = Derive(profile, previous: [("get-task-allow", true), ("beta-reports-active", true)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Faults, Is.Empty);
            Assert.That(result.Entitlements.Find("get-task-allow"), Is.EqualTo(new PropertyListBoolean(expected)));
            Assert.That(result.Entitlements.Find("beta-reports-active") is not null, Is.EqualTo(kind == AppleTestProfileKind.AppStore));
        }
    }

    [Test]
    public void Derive_WhenTheAppUsesPush_TheProfilesEnvironmentIsTaken()
    {
        var result = Derive(Profile(("aps-environment", "production")), previous: [("aps-environment", "development")]);

        Assert.That(result.Entitlements.FindString("aps-environment"), Is.EqualTo("production"));
    }

    [Test]
    public void Derive_WhenTheAppComesFromAnotherTeam_PrefixesAreReplaced()
    {
        var profile = Profile(("com.apple.developer.ubiquity-kvstore-identifier", $"{Team}.*"), (Groups, Of("group.new")));

        var result = Derive(profile, previous:
        [
            ("application-identifier", "FORMER0000.com.former.app"),
            ("com.apple.developer.team-identifier", "FORMER0000"),
            ("keychain-access-groups", Of("FORMER0000.com.former.app", "FORMER0000.shared", "com.apple.token")),
            ("com.apple.developer.ubiquity-kvstore-identifier", "FORMER0000.com.former.app"),
            (Groups, Of("group.old")),
        ]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Faults, Is.Empty);
            Assert.That(Texts(result, "keychain-access-groups"), Is.EqualTo((string[])[$"{Team}.com.example.demo", $"{Team}.shared", "com.apple.token"]));
            Assert.That(result.Entitlements.FindString("com.apple.developer.ubiquity-kvstore-identifier"), Is.EqualTo($"{Team}.com.example.demo"));
            Assert.That(Texts(result, Groups), Is.EqualTo((string[])["group.new"]));
        }
    }

    [Test]
    public void Derive_WhenTheTeamStays_TheAppsGroupsAreKeptAndChecked()
    {
        var profile = Profile((Groups, Of("group.a", "group.b")));
        (string, object)[] names = [("application-identifier", $"{Team}.com.example.demo"), ("com.apple.developer.team-identifier", Team)];

        var kept = Derive(profile, previous: [.. names, (Groups, Of("group.b"))]);
        var refused = Derive(profile, previous: [.. names, (Groups, Of("group.c"))]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(kept, Groups), Is.EqualTo((string[])["group.b"]));
            Assert.That(refused.Faults.Single().Details.Select(detail => detail.Value), Is.EqualTo((string[])["[group.c]", "[group.a, group.b]"]));
        }
    }

    [Test]
    public void Derive_WhenTheLastSignatureCopiedTheProfile_NoWildcardIsLeft()
    {
        var profile = Profile(
            ("com.apple.developer.associated-domains", "*"),
            ("com.apple.developer.icloud-services", "*"),
            ("com.apple.developer.ubiquity-kvstore-identifier", $"{Team}.*"),
            ("com.apple.developer.icloud-container-development-container-identifiers", Of("iCloud.x")));

        var result = AppEntitlements.Derive(profile, new EntitlementRequest { BundleIdentifier = "com.example.demo", Previous = profile.Entitlements });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Faults, Is.Empty);
            Assert.That(result.Entitlements.Entries.Select(entry => entry.Key), Is.EqualTo((string[])[.. Own[..2], "com.apple.developer.ubiquity-kvstore-identifier", .. Own[2..]]));
            Assert.That(Encoding.UTF8.GetString(PropertyList.Write(result.Entitlements, PropertyListFormat.Xml)), Does.Not.Contain("*"));
        }
    }

    [Test]
    public void Derive_WhenDomainsHoldAStar_TheyAreDomainsAndNoWildcard()
    {
        var result = Derive(Profile(("com.apple.developer.associated-domains", "*")), previous: [("com.apple.developer.associated-domains", Of("applinks:*.example.com"))]);

        Assert.That(Texts(result, "com.apple.developer.associated-domains"), Is.EqualTo((string[])["applinks:*.example.com"]));
    }

    [TestCase(AppleTestProfileKind.AdHoc, "Production")]
    [TestCase(AppleTestProfileKind.Development, "Development")]
    public void Derive_WhenTheAppUsesCloudContainers_OneEnvironmentIsChosen(AppleTestProfileKind kind, string expected)
    {
        var profile = SigningCase.Profile(new AppleTestProfile
        {
            Kind = kind,
            Entitlements = ImmutableDictionary<string, object?>.Empty
                .Add("com.apple.developer.icloud-container-environment", Of("Production", "Development"))
                .Add("com.apple.developer.icloud-services", "*"),
        });

        var result = Derive(profile, previous: [("com.apple.developer.icloud-services", Of("CloudKit"))]);

        Assert.That(result.Entitlements.FindString("com.apple.developer.icloud-container-environment"), Is.EqualTo(expected));
    }

    [Test]
    public void Derive_WhenTheUsersFileHasXcodesVariables_TheyAreFilledIn()
    {
        var result = Derive(Profile(), asked: [("keychain-access-groups", Of("$(AppIdentifierPrefix)$(PRODUCT_BUNDLE_IDENTIFIER)", "${TeamIdentifierPrefix}shared"))]);

        Assert.That(Texts(result, "keychain-access-groups"), Is.EqualTo((string[])[$"{Team}.com.example.demo", $"{Team}.shared"]));
    }

    [TestCase("$(MY_GROUP)", "$(MY_GROUP)")]
    public void Derive_WhenAVariableIsUnknown_ItIsNamed(string text, string named)
    {
        var result = Derive(Profile((Groups, "*")), asked: [(Groups, Of(text))]);

        Assert.That(result.Faults.Single().Headline, Does.Contain(named).And.Contain(Groups));
    }

    [Test]
    public void Derive_WhenAValueCannotBeSigned_TheKeyIsNamed()
    {
        var asked = PropertyListDictionary.Empty.With("com.example.when", new PropertyListDate(AppleTestAuthority.Now));

        var result = AppEntitlements.Derive(Profile(("com.example.when", "*")), new EntitlementRequest { BundleIdentifier = "com.example.demo", Asked = asked });

        Assert.That(result.Faults.Single().Headline, Does.Contain("'com.example.when'").And.Contain("a date"));
    }

    [Test]
    public void Derive_WhenTheUserAsksForLessThanBefore_TheUsersFileWins()
    {
        var profile = Profile(("aps-environment", "production"));

        var result = AppEntitlements.Derive(profile, new EntitlementRequest
        {
            BundleIdentifier = "com.example.demo",
            Previous = Dictionary(("aps-environment", "development")),
            Asked = Dictionary(),
        });

        Assert.That(result.Entitlements.Find("aps-environment"), Is.Null);
    }

    [Test]
    public void Derive_WhenTheAppAsksForFalse_NothingHasToBeGranted()
    {
        var result = Derive(Profile(), previous: [("com.apple.developer.healthkit", false)]);

        Assert.That(result.Faults, Is.Empty);
        Assert.That(result.Entitlements.Entries.Select(entry => entry.Key), Is.EqualTo(Own));
    }

    [Test]
    public void Derive_WhenTheBundleIsAnAppClip_ItNamesItsApp()
    {
        var profile = SigningCase.Profile(new AppleTestProfile
        {
            AppId = "com.example.demo.clip",
            Entitlements = ImmutableDictionary<string, object?>.Empty
                .Add("com.apple.developer.on-demand-install-capable", true)
                .Add("com.apple.developer.parent-application-identifiers", Of($"{Team}.com.example.demo")),
        });

        var result = AppEntitlements.Derive(profile, new EntitlementRequest { BundleIdentifier = "com.example.demo.clip", ClipOf = "com.example.demo" });

        Assert.That(result.Faults, Is.Empty);
        Assert.That(Texts(result, "com.apple.developer.parent-application-identifiers"), Is.EqualTo((string[])[$"{Team}.com.example.demo"]));
    }

    [Test]
    public void Derive_WhenTheAppHoldsAClip_ItNamesTheClip()
    {
        var profile = SigningCase.Profile(new AppleTestProfile
        {
            Entitlements = ImmutableDictionary<string, object?>.Empty.Add("com.apple.developer.associated-appclip-app-identifiers", Of($"{Team}.com.example.demo.clip")),
        });

        var result = AppEntitlements.Derive(profile, new EntitlementRequest { BundleIdentifier = "com.example.demo", Clips = ["com.example.demo.clip"] });

        Assert.That(result.Faults, Is.Empty);
        Assert.That(Texts(result, "com.apple.developer.associated-appclip-app-identifiers"), Is.EqualTo((string[])[$"{Team}.com.example.demo.clip"]));
    }

    [TestCase("a", "a", true)]
    [TestCase("a", "b", false)]
    [TestCase("*", "b", true)]
    [TestCase("TEAM.*", "TEAM.x", true)]
    [TestCase("TEAM.*", "TEAMX", false)]
    [TestCase("a*b", "a*b", true)]
    public void Grants_WhenTextsAreCompared_OnlyAStarAtTheEndStandsForMore(string granted, string asked, bool expected)
    {
        Assert.That(EntitlementValue.Grants(new PropertyListString(granted), new PropertyListString(asked)), Is.EqualTo(expected));
        Assert.That(EntitlementValue.Grants(new PropertyListArray([new PropertyListString("other"), new PropertyListString(granted)]), new PropertyListString(asked)), Is.EqualTo(expected));
    }

    [Test]
    public void Grants_WhenKindsDiffer_NothingIsGranted()
    {
        var yes = new PropertyListBoolean(true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(EntitlementValue.Grants(new PropertyListString("true"), yes), Is.False);
            Assert.That(EntitlementValue.Grants(new PropertyListBoolean(false), yes), Is.False);
            Assert.That(EntitlementValue.Grants(yes, yes), Is.True);
            Assert.That(EntitlementValue.Grants(new PropertyListInteger(1), new PropertyListInteger(2)), Is.False);
        }
    }

    private static EntitlementResult Derive(ProvisioningProfile profile, (string, object)[]? previous = null, (string, object)[]? asked = null) =>
        AppEntitlements.Derive(profile, new EntitlementRequest
        {
            BundleIdentifier = "com.example.demo",
            Previous = previous is null ? null : Dictionary(previous),
            Asked = asked is null ? null : Dictionary(asked),
        });

    private static ProvisioningProfile Profile(params (string Key, object Value)[] entitlements) => SigningCase.Profile(new AppleTestProfile
    {
        Entitlements = entitlements.ToImmutableDictionary(entry => entry.Key, entry => (object?)entry.Value, StringComparer.Ordinal),
    });

    private static string[] Of(params string[] texts) => texts;

    private static PropertyListDictionary Dictionary(params (string Key, object Value)[] entries) =>
        new([.. entries.Select(entry => KeyValuePair.Create(entry.Key, Value(entry.Value)))]);

    private static PropertyListValue Value(object value) => value switch
    {
        string text => new PropertyListString(text),
        bool flag => new PropertyListBoolean(flag),
        _ => new PropertyListArray([.. ((string[])value).Select(text => new PropertyListString(text))]),
    };

    private static string[] Texts(EntitlementResult result, string key) =>
        [.. ((PropertyListArray)result.Entitlements.Find(key)!).Items.Cast<PropertyListString>().Select(text => text.Value)];
}
