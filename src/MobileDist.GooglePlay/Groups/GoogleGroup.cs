namespace MobileDist.GooglePlay;

/// <summary>A Google Group.</summary>
/// <param name="Name">Google's own, <c>groups/03whwml4</c>.</param>
/// <param name="Email">Its mail address, which is how a track of Google Play knows it.</param>
public sealed record GoogleGroup(string Name, string Email)
{
    /// <summary>Where people join by themselves, or ask to: at <c>groups.google.com/g/NAME</c>, for a company's domain <c>/a/DOMAIN/g/NAME</c>.</summary>
    public string JoinLink
    {
        get
        {
            var at = Email.LastIndexOf('@');
            var (name, domain) = (Uri.EscapeDataString(Email[..at]), Email[(at + 1)..]);
            return string.Equals(domain, "googlegroups.com", StringComparison.OrdinalIgnoreCase)
                ? $"https://groups.google.com/g/{name}"
                : $"https://groups.google.com/a/{Uri.EscapeDataString(domain)}/g/{name}";
        }
    }
}
