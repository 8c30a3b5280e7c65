using System.Collections.Immutable;
using System.Globalization;
using MobileDist.GooglePlay;
using MobileDist.Pipeline.Publishing.Play;
using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline.Settings.Play;

/// <summary>Weighs what is said about Google Play.</summary>
/// <param name="overrides">Arguments and variables.</param>
/// <param name="common">The section of all apps, <c>channels.play</c>.</param>
/// <param name="redactor">Learns the secrets.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class PlayReader(OverrideSet overrides, SectionReader common, Redactor redactor, ICollection<Fault> faults)
{
    public const string Everybody = "*";

    private const string Prefix = "play-";
    private const int HighestPriority = 5;

    /// <param name="own">The app's own section, which wins over that of all apps.</param>
    /// <param name="folder">What relative paths of the file start from.</param>
    public PlaySettings Read(SectionReader own, string folder)
    {
        var values = new ChannelValues(Prefix, overrides, own, common, faults);
        var status = Status(values);
        var groups = values.Names("groups");
        return new PlaySettings
        {
            Access = new PlayAccessReader(overrides, own, common, redactor).Read(),
            PackageName = values.Text("package-name"),
            Track = values.Text("track") ?? PlaySettings.DefaultTrack,
            CreateTrack = values.Flag("create-track") ?? false,
            Status = status,
            UserFraction = Fraction(values, status),
            UpdatePriority = Priority(values),
            ReleaseName = values.Text("release-name"),
            Notes = Notes(values, folder),
            RetainedVersionCodes = VersionCodes(values),
            HoldForReview = values.Flag("changes-not-sent-for-review"),
            CancelReview = values.Flag("cancel-review") ?? false,
            Mapping = FullPath(values.Given("mapping"), folder),
            NativeSymbols = FullPath(values.Given("native-symbols"), folder),
            Groups = groups,
            RemoveGroups = values.Flag("remove-groups") ?? false,
            Sync = Sync(values, groups),
            RemoveTesters = values.Flag("remove-testers") ?? false,
            TesterList = values.Names("tester-list"),
            UniversalApk = values.Flag("universal-apk") ?? false,
            OptInLink = OptInLink(values),
            UploadCertificate = Certificate(values),
        };
    }

    private static PlayReleaseStatus Status(ChannelValues values) => values.Choice("status", PlayDeclaration.Statuses) switch
    {
        "in-progress" => PlayReleaseStatus.InProgress,
        "halted" => PlayReleaseStatus.Halted,
        "draft" => PlayReleaseStatus.Draft,
        _ => PlayReleaseStatus.Completed,
    };

    private double? Fraction(ChannelValues values, PlayReleaseStatus status)
    {
        var given = values.Given("user-fraction");
        double? fraction = given is not null && double.TryParse(given.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
        var isPart = status is PlayReleaseStatus.InProgress or PlayReleaseStatus.Halted;
        if (given is not null && (!isPart || fraction is not (> 0 and < 1)))
        {
            faults.Add(PlayFaults.BadFraction(given, isPart));
        }
        else if (given is null && status == PlayReleaseStatus.InProgress)
        {
            faults.Add(PlayFaults.NoFraction(values.Of("status").Path));
        }

        return fraction;
    }

    private int? Priority(ChannelValues values)
    {
        if (values.Given("update-priority") is not { } given)
        {
            return null;
        }

        if (int.TryParse(given.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var priority) && priority <= HighestPriority)
        {
            return priority;
        }

        faults.Add(PlayFaults.BadPriority(given));
        return null;
    }

    private ImmutableArray<PlayNotesSource> Notes(ChannelValues values, string folder)
    {
        var given = values.TextOrMap("notes");
        if (given.IsEmpty)
        {
            return values.Of("notes").Has("notes") ? [] : [new PlayNotesSource(null, null)];
        }

        var sources = ImmutableArray.CreateBuilder<PlayNotesSource>();
        foreach (var (language, value) in given.Where(entry => entry.Value.Value is not "none"))
        {
            var named = language.Length == 0 ? null : language;
            var path = value.Value is "auto" ? null : FullPath(value, folder);
            sources.Add(new PlayNotesSource(named, path));
            if (path is not null && !File.Exists(path) && !Directory.Exists(path))
            {
                faults.Add(PlayFaults.NotesNotFound(path, value));
            }
        }

        return sources.ToImmutable();
    }

    private ImmutableArray<long> VersionCodes(ChannelValues values)
    {
        var codes = ImmutableArray.CreateBuilder<long>();
        foreach (var text in values.Names("retain-version-codes"))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code > 0)
            {
                codes.Add(code);
            }
            else
            {
                faults.Add(PlayFaults.BadVersionCode(text, values.Of("retain-version-codes").Path));
            }
        }

        return codes.ToImmutable();
    }

    private ImmutableSortedDictionary<string, ImmutableArray<string>> Sync(ChannelValues values, ImmutableArray<string> groups)
    {
        var sync = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (group, value) in values.TextOrMap("sync-testers"))
        {
            switch (group.Length, value.Value)
            {
                case (0, "none"):
                    break;
                case (0, "all"):
                    groups.ToList().ForEach(one => sync[one] = [Everybody]);
                    if (groups.IsEmpty)
                    {
                        faults.Add(PlayFaults.SyncWithoutGroup(value));
                    }

                    break;
                case (0, _):
                    faults.Add(PlayFaults.BadSync(value));
                    break;
                default:
                    sync[group] = [.. ChannelValues.Parts(value.Value)];
                    if (!groups.Contains(group, StringComparer.OrdinalIgnoreCase))
                    {
                        faults.Add(PlayFaults.SyncOfOtherGroup(group, value, groups));
                    }

                    break;
            }
        }

        return sync.ToImmutable();
    }

    private string? OptInLink(ChannelValues values)
    {
        if (values.Given("opt-in-link") is not { } given)
        {
            return null;
        }

        if (Uri.TryCreate(given.Value, UriKind.Absolute, out var address) && string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) && address.UserInfo.Length == 0)
        {
            return address.AbsoluteUri;
        }

        faults.Add(PlayFaults.BadOptInLink(given));
        return null;
    }

    private string? Certificate(ChannelValues values)
    {
        const int Digits = 64;
        if (values.Given("upload-certificate") is not { } given)
        {
            return null;
        }

        var digest = given.Value.Replace(":", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
        if (digest.Length == Digits && digest.All(char.IsAsciiHexDigitLower))
        {
            return digest;
        }

        faults.Add(PlayFaults.BadCertificate(given));
        return null;
    }

    private static string? FullPath(Given? given, string folder) => given is null ? null : Path.GetFullPath(given.Value, given.Level == SettingLevel.File ? folder : given.Folder);
}
