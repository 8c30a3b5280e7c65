using System.Collections.Immutable;
using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Publishing.TestFlight;
using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline.Settings.TestFlight;

/// <summary>Weighs what is said about TestFlight.</summary>
/// <param name="overrides">Arguments and variables.</param>
/// <param name="common">The section of all apps, <c>channels.testflight</c>.</param>
/// <param name="redactor">Learns the secrets.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class TestFlightReader(OverrideSet overrides, SectionReader common, Redactor redactor, ICollection<Fault> faults)
{
    private const string Prefix = "testflight-";
    private const string KeyArgument = "app-store-connect-key";
    private const int MostByPublicLink = 10_000;

    /// <param name="own">The app's own section, which wins over that of all apps.</param>
    /// <param name="folder">What relative paths of the file start from.</param>
    public TestFlightSettings Read(SectionReader own, string folder)
    {
        var values = new ChannelValues(Prefix, overrides, own, common, faults);
        var limits = new BuildWaitLimits();
        var sync = Sync(values);
        return new TestFlightSettings
        {
            Access = Access(own),
            AppId = AppId(values),
            Groups = values.Names("groups"),
            CreateGroups = values.Choice("create-groups", TestFlightDeclaration.Creations) switch
            {
                "external" => GroupCreation.External,
                "internal" => GroupCreation.Internal,
                _ => GroupCreation.None,
            },
            Testers = values.Names("testers"),
            Sync = sync,
            RemoveTesters = values.Flag("remove-testers") ?? false,
            InviteAgain = values.Flag("invite-again") ?? false,
            PublicLink = values.Flag("public-link"),
            PublicLinkLimit = values.Number("public-link-limit", MostByPublicLink),
            WhatToTest = WhatToTest(values, folder),
            UsesNonExemptEncryption = values.Flag("uses-non-exempt-encryption"),
            SubmitForReview = Submit(values),
            Contact = Contact(values),
            ExpireOlder = values.Flag("expire-older") ?? false,
            Notify = values.Flag("notify"),
            Wait = limits with
            {
                Appears = values.Duration("wait-appears") ?? limits.Appears,
                Processes = values.Duration("wait-processed") ?? limits.Processes,
            },
        };
    }

    // Like signing keys, what is missing matters only once somebody needs it: a build alone needs no key.
    private AppStoreConnectAccess Access(SectionReader own)
    {
        var missing = new List<Fault>();
        var values = new ChannelValues(Prefix, overrides, own.Reporting(missing), common.Reporting(missing), missing);
        var given = values.Given("key", KeyArgument);
        var address = overrides.Find("app-store-connect-url")?.Value;
        var keyId = values.Given("key-id", "app-store-connect-key-id")?.Value;
        var issuer = values.Given("issuer-id", "app-store-connect-issuer-id")?.Value;
        if (given is null || missing.Count > 0)
        {
            return new AppStoreConnectAccess { Address = address, Missing = missing.Count > 0 ? [.. missing] : [TestFlightFaults.NoKey(values.Of("key").Path)] };
        }

        var path = KeyMaterialReader.FileOf(given);
        if (path is null && !given.FromVariable)
        {
            return new AppStoreConnectAccess { Address = address, Missing = [TestFlightFaults.KeyNotFound(given)] };
        }

        var text = path is null ? new Secret(given.Value) : null;
        if (text is not null)
        {
            redactor.Register(text);
        }

        keyId ??= path is null ? null : AppStoreConnectKey.KeyIdOf(path);
        return new AppStoreConnectAccess
        {
            Address = address,
            Source = path is null ? given.Source : ShownPath.Of(path, given.Folder),
            Path = path,
            Text = text,
            KeyId = keyId,
            IssuerId = issuer,
            Missing = keyId is null ? [TestFlightFaults.NoKeyId()] : [],
        };
    }

    private string? AppId(ChannelValues values)
    {
        var given = values.Given("app-id");
        if (given is not null && !given.Value.All(char.IsAsciiDigit))
        {
            faults.Add(TestFlightFaults.BadAppId(given));
        }

        return given?.Value;
    }

    private RosterSync Sync(ChannelValues values)
    {
        var given = values.TextOrMap("sync-testers");
        switch (given)
        {
            case []:
                return RosterSync.None;
            case [{ Name: "" } one]:
                var mode = one.Value.Value switch
                {
                    "none" => RosterSyncMode.None,
                    "by-name" => RosterSyncMode.ByName,
                    "all" => RosterSyncMode.All,
                    _ => RosterSyncMode.Map,
                };
                if (mode == RosterSyncMode.Map)
                {
                    faults.Add(TestFlightFaults.BadSync(one.Value));
                    return RosterSync.None;
                }

                return RosterSync.None with { Mode = mode };
            default:
                var groups = values.Names("groups");
                var stray = given.FirstOrDefault(entry => !groups.Contains(entry.Name, StringComparer.Ordinal));
                if (stray.Value is not null)
                {
                    faults.Add(TestFlightFaults.SyncOfOtherGroup(stray.Name, stray.Value, groups));
                }

                return new RosterSync(RosterSyncMode.Map, given.ToImmutableSortedDictionary(
                    entry => entry.Name, entry => ChannelValues.Parts(entry.Value.Value).ToImmutableArray(), StringComparer.Ordinal));
        }
    }

    private ImmutableArray<WhatToTestSource> WhatToTest(ChannelValues values, string folder)
    {
        var given = values.TextOrMap("what-to-test");
        if (given.IsEmpty)
        {
            return values.Of("what-to-test").Has("what-to-test") ? [] : [new WhatToTestSource(null, null)];
        }

        var sources = ImmutableArray.CreateBuilder<WhatToTestSource>();
        foreach (var (locale, value) in given)
        {
            var named = locale.Length == 0 ? null : locale;
            switch (value.Value)
            {
                case "none":
                    break;
                case "auto":
                    sources.Add(new WhatToTestSource(named, null));
                    break;
                default:
                    var start = value.Level == SettingLevel.File ? folder : value.Folder;
                    var path = Path.GetFullPath(value.Value, start);
                    sources.Add(new WhatToTestSource(named, path));
                    if (!File.Exists(path))
                    {
                        faults.Add(TestFlightFaults.TextNotFound(ShownPath.Of(path, start), value));
                    }

                    break;
            }
        }

        return sources.ToImmutable();
    }

    private bool Submit(ChannelValues values)
    {
        var section = values.Of("review").Section("review");
        return overrides.Flag("testflight-review", faults) ?? section.Shorthand switch
        {
            "true" => true,
            "false" => false,
            _ => section.Flag("submit") ?? true,
        };
    }

    private ReviewContact? Contact(ChannelValues values)
    {
        var section = values.Of("review").Section("review");
        if (section.Node is not Yaml.YamlNode.Mapping)
        {
            return null;
        }

        var password = section.Text("demo-password") is { } given ? new Secret(given.Value) : null;
        if (password is not null)
        {
            redactor.Register(password);
        }

        return new ReviewContact
        {
            FirstName = section.Text("contact-first-name")?.Value,
            LastName = section.Text("contact-last-name")?.Value,
            Phone = section.Text("contact-phone")?.Value,
            Email = section.Text("contact-email")?.Value,
            DemoAccountName = section.Text("demo-account")?.Value,
            DemoAccountPassword = password,
            Notes = section.Text("notes")?.Value,
            FeedbackEmail = section.Text("feedback-email")?.Value,
            Description = section.Text("app-description")?.Value,
        };
    }
}
