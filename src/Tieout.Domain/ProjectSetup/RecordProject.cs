using Tieout.Domain.Canonical;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.ProjectSetup;

/// <summary>The PSA says what a project of this engagement is.</summary>
public sealed record RecordProject(Project Project) : EngagementCommand
{
    /// <inheritdoc/>
    public override Decision<EngagementEvent> Decide(
        EngagementState state,
        ReferenceBook reference
    ) =>
        Project.Engagement != state.Id
            ? ProjectSetupRejections.OtherEngagement(Project)
            : MasterRecord.Decide(
                state,
                reference,
                Project,
                known: state.Projects.GetValueOrDefault(Project.Code),
                new EngagementEvent.ProjectRecorded(Project)
            );
}
