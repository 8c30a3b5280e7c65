using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Roster;
using MobileDist.Pipeline.Settings.TestFlight;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>One package on its way through TestFlight: what all its steps share, and what they have done so far.</summary>
internal sealed class TestFlightRun(TestFlightSettings settings, AppStoreConnectApi api, AppleApp app, BuildIdentity identity, RecordedChannel draft, ChannelWork work, StageContext context)
{
    private readonly List<DistributionException> _problems = [];

    public TestFlightSettings Settings => settings;

    public AppStoreConnectApi Api => api;

    public AppleApp App => app;

    public BuildIdentity Identity => identity;

    public StageContext Context => context;

    public StageWork Tell => work.Tell;

    /// <summary>What the receipt holds by now.</summary>
    public TestFlightResume Resume { get; private set; } = TestFlightResume.Of(work.Earlier) with { AppId = app.Id };

    /// <summary>Whether anything at Apple is another than before.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>What keeps testers from the build, as far as steps have met it.</summary>
    public IReadOnlyList<DistributionException> Problems => _problems;

    /// <summary>The record as it is saved.</summary>
    public RecordedChannel Record => draft with { Resume = Resume.ToJson() };

    public void Save(TestFlightResume resume)
    {
        Resume = resume;
        work.Save(Record);
    }

    /// <summary>Tells of something that is another now than before.</summary>
    public void Did(string text)
    {
        HasChanged = true;
        work.Tell.Inform(text);
    }

    /// <summary>Keeps a problem for the end: who can install all the same decides what it means.</summary>
    public void Meet(Fault why, ExitCode exitCode = ExitCode.Unproved) => _problems.Add(new DistributionException(exitCode, why));

    /// <summary>The same of what a step threw; Apple's own words may repeat the address of a contact.</summary>
    public void Meet(DistributionException why) => _problems.Add(new DistributionException(why.ExitCode, why.Faults.Select(EmailAddress.MaskIn), why));
}
