namespace MobileDist.InstallLinks;

/// <summary>What the install button does; the page's instructions follow from it.</summary>
public abstract record InstallAction
{
    private InstallAction()
    {
    }

    /// <summary>Downloads an APK that lies beside the page; Android installs it when it is opened.</summary>
    /// <param name="FileName">Letters, digits, dot, hyphen and underscore only; the link is relative, so that the folder can be moved.</param>
    public sealed record DownloadApk(string FileName) : InstallAction;
}
