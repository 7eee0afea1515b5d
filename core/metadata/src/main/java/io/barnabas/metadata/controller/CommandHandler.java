package io.barnabas.metadata.controller;

import io.barnabas.environment.Randomness;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.controller.Command.AllocateProducerIds;
import io.barnabas.metadata.controller.Command.AlterConfigs;
import io.barnabas.metadata.controller.Command.BrokerHeartbeat;
import io.barnabas.metadata.controller.Command.CreatePartitions;
import io.barnabas.metadata.controller.Command.CreateTopics;
import io.barnabas.metadata.controller.Command.DeleteTopics;
import io.barnabas.metadata.controller.Command.IncrementalAlterConfigs;
import io.barnabas.metadata.controller.Command.RegisterBroker;
import io.barnabas.metadata.controller.Command.UnregisterBroker;
import io.barnabas.metadata.image.ClusterImage;

/** Decides every command; has no state of its own and changes none. */
final class CommandHandler {
  private final TopicCreation topicCreation;
  private final TopicDeletion topicDeletion;
  private final PartitionGrowth partitionGrowth;
  private final ConfigReplacement configReplacement;
  private final ConfigIncrement configIncrement;

  CommandHandler(BrokerConfig broker, Randomness randomness) {
    this.topicCreation = new TopicCreation(broker, randomness);
    this.topicDeletion = new TopicDeletion(broker.deleteTopicEnable());
    this.partitionGrowth = new PartitionGrowth(randomness);
    this.configReplacement = new ConfigReplacement(broker);
    this.configIncrement = new ConfigIncrement(broker);
  }

  /** The result has the type of the command's response, which the compiler can't see. */
  @SuppressWarnings("unchecked")
  <R> ControllerResult<R> decide(ClusterImage image, Command<R> command) {
    return (ControllerResult<R>) decideAny(image, command);
  }

  private ControllerResult<?> decideAny(ClusterImage image, Command<?> command) {
    return switch (command) {
      case CreateTopics c -> topicCreation.decide(image, c.request());
      case DeleteTopics c -> topicDeletion.decide(image, c.request());
      case CreatePartitions c -> partitionGrowth.decide(image, c.request());
      case AlterConfigs c -> configReplacement.decide(image, c.request());
      case IncrementalAlterConfigs c -> configIncrement.decide(image, c.request());
      case RegisterBroker c -> BrokerRegistry.register(image, c.request());
      case BrokerHeartbeat c -> BrokerRegistry.heartbeat(image, c.request());
      case UnregisterBroker c -> BrokerRegistry.unregister(image, c.request());
      case AllocateProducerIds c -> ProducerIdAllocation.decide(image, c.request());
    };
  }
}
