using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings.Play;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>One package on its way through Google Play: what all its steps share, and what they have done so far.</summary>
internal sealed class PlayRun(PlaySettings settings, PlaySession session, RecordedChannel draft, ChannelWork work, StageContext context)
{
    public PlaySettings Settings => settings;

    public PlaySession Session => session;

    public StageContext Context => context;

    public StageWork Tell => work.Tell;

    /// <summary>What the receipt holds by now.</summary>
    public PlayResume Resume { get; private set; } = PlayResume.Of(work.Earlier);

    /// <summary>Whether anything at Google is another than before.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>The record as it is saved.</summary>
    public RecordedChannel Record => draft with { Resume = Resume.ToJson() };

    public void Save(PlayResume resume)
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
}
