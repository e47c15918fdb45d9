namespace Tieout.Host.Demo.Scenarios;

/// <summary>A story of one firm and its systems: who does what where, day by day.</summary>
internal interface IScenario
{
    /// <summary>As it is called on the command line.</summary>
    string Name { get; }

    /// <summary>A paragraph of what it shows.</summary>
    string About { get; }

    /// <summary>The day on which it begins; none where the systems are real and have clocks of their own.</summary>
    LocalDate? FirstDay { get; }

    /// <summary>Starts the systems, sets them up, and writes the hub's configuration.</summary>
    Task<IReadOnlyList<ScenarioAct>> ArrangeAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    );
}
