using Tieout.Connect;

namespace Tieout.Runtime.Tests.LogFeeds;

/// <summary>A system that keeps the documents it is told of and refuses those that the test has it refuse.</summary>
internal sealed class ShownDocuments : IDocumentMirror
{
    /// <inheritdoc/>
    public string System => "crm";

    /// <summary>How it answers for a document; says nothing against it as a rule.</summary>
    public Func<DocumentStanding, DocumentRefusal?> Answer { get; set; } = _ => null;

    /// <summary>What each call said.</summary>
    public List<IReadOnlyList<DocumentStanding>> Calls { get; } = [];

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<DocumentRefusal>> ShowAsync(
        IReadOnlyList<DocumentStanding> documents,
        CancellationToken cancellationToken
    )
    {
        Calls.Add(documents);
        return Task.FromResult<IReadOnlyList<DocumentRefusal>>([
            .. documents.Select(Answer).OfType<DocumentRefusal>(),
        ]);
    }
}
