using System.Text;

namespace MobileDist.Pipeline.Tests;

/// <summary>Keeps what a run says, and lets a test step in at a certain word.</summary>
internal sealed class NoteList : INoteSink
{
    private readonly List<RunNote> _notes = [];
    private readonly Lock _gate = new();

    public Action<RunNote>? OnNote { get; set; }

    public IReadOnlyList<RunNote> Notes
    {
        get
        {
            lock (_gate)
            {
                return [.. _notes];
            }
        }
    }

    public string Transcript
    {
        get
        {
            var text = new StringBuilder();
            foreach (var note in Notes)
            {
                text.Append(note.Release).Append(' ').Append(note.Stage).Append(' ').Append(note.Kind).Append(": ").Append(note.Text).Append('\n');
            }

            return text.ToString();
        }
    }

    public void Write(RunNote note)
    {
        lock (_gate)
        {
            _notes.Add(note);
        }

        OnNote?.Invoke(note);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _notes.Clear();
        }
    }

    public IEnumerable<string> Of(RunNoteKind kind) => Notes.Where(note => note.Kind == kind).Select(note => $"{note.Stage}: {note.Text}");
}
