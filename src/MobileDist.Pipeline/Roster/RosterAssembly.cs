using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Roster;

/// <summary>Weighs what the entries say, makes one person of the rows that mean the same one, and collects every fault.</summary>
internal sealed class RosterAssembly(ICollection<Fault> faults)
{
    private const int LongestText = 200;
    private const int LongestGroup = 60;

    private readonly List<(Tester Tester, RosterPlace Place)> _testers = [];
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (int Owner, RosterPlace Place)> _byDevice = new(StringComparer.Ordinal);

    /// <param name="drafts">In the order of the file.</param>
    /// <param name="rows">Whether several entries may mean one person, as the rows of a table do: one for each device.</param>
    public TesterRoster Assemble(IEnumerable<TesterDraft> drafts, bool rows)
    {
        foreach (var draft in drafts)
        {
            Add(draft, rows);
        }

        return new TesterRoster([.. _testers.Select(entry => entry.Tester)]);
    }

    private void Add(TesterDraft draft, bool rows)
    {
        var name = Text(draft.Name, "name");
        var email = Address(draft.Email);
        if (name is null && email is null)
        {
            // A faulty name or address has been told already.
            if (draft.Name is null && draft.Email is null)
            {
                faults.Add(RosterFaults.Nobody(draft.Place));
            }

            return;
        }

        var index = Find(name, email, draft, rows);
        var tester = _testers[index].Tester;
        _testers[index] = (tester with
        {
            Name = tester.Name ?? name,
            Groups = [.. tester.Groups.Union(draft.Groups.Select(Group).OfType<string>(), StringComparer.OrdinalIgnoreCase)],
            Devices = [.. tester.Devices, .. draft.Devices.Select(device => Device(device, index)).OfType<RosterDevice>()],
        }, _testers[index].Place);
    }

    /// <summary>The person that an entry means: known already, or new.</summary>
    private int Find(string? name, string? email, TesterDraft draft, bool rows)
    {
        if (email is not null && _byAddress.TryGetValue(email, out var known))
        {
            var (tester, place) = _testers[known];
            if (!rows)
            {
                faults.Add(RosterFaults.AddressTwice(tester, place, draft.Place));
            }
            else if (name is not null && tester.Name is not null && !string.Equals(name, tester.Name, StringComparison.OrdinalIgnoreCase))
            {
                faults.Add(RosterFaults.AddressOfTwo(tester, name, place, draft.Place));
            }

            return known;
        }

        if (rows && email is null && _byName.TryGetValue(name!, out known))
        {
            return known;
        }

        _testers.Add((new Tester { Name = name, Email = email }, draft.Place));
        var index = _testers.Count - 1;
        if (email is not null)
        {
            _byAddress[email] = index;
        }
        else
        {
            _byName.TryAdd(name!, index);
        }

        return index;
    }

    private RosterDevice? Device(DeviceDraft draft, int owner)
    {
        if (AppleDeviceId.Normalize(draft.Udid.Text) is not { } udid)
        {
            faults.Add(RosterFaults.BadUdid(draft.Udid));
            return null;
        }

        if (_byDevice.TryAdd(udid, (owner, draft.Udid.Place)))
        {
            return new RosterDevice(udid, Short(draft.Name), Short(draft.Model));
        }

        var first = _byDevice[udid];
        if (first.Owner != owner)
        {
            faults.Add(RosterFaults.DeviceOfTwo(udid, _testers[first.Owner].Tester, first.Place, _testers[owner].Tester, draft.Udid.Place));
        }

        return null;
    }

    private string? Address(RosterText? given)
    {
        var text = given?.Text.Trim();
        if (string.IsNullOrEmpty(text) || EmailAddress.Flaw(text) is not { } flaw)
        {
            return string.IsNullOrEmpty(text) ? null : text;
        }

        faults.Add(RosterFaults.BadAddress(given!.Place, flaw));
        return null;
    }

    private string? Group(RosterText given)
    {
        var text = given.Text.Trim();
        if (text.Length is > 0 and <= LongestGroup && !text.Any(c => char.IsControl(c) || c is ',' or ';' or '|'))
        {
            return text;
        }

        faults.Add(RosterFaults.BadGroup(given.Place, LongestGroup));
        return null;
    }

    private string? Text(RosterText? given, string what)
    {
        var text = given is null ? null : PlainText.Clean(given.Text).Trim();
        if (text?.Length > LongestText)
        {
            faults.Add(RosterFaults.TooLong(given!.Place, what, LongestText));
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static string? Short(string? text)
    {
        var clean = text is null ? "" : PlainText.Clean(text).Trim();
        return clean.Length == 0 ? null : clean.Length <= LongestText ? clean : clean[..LongestText];
    }
}
